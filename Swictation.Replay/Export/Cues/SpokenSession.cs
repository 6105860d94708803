using Swictation.Domain.Events;
using Swictation.Domain.History;

namespace Swictation.Replay.Export.Cues;

/// <summary>A session that is exported, with what was said in it.</summary>
/// <param name="Spoken">In the order of speech; to be walked once.</param>
internal sealed record SpokenSession(RecordedSession Session, IEnumerable<SpokenTranscript> Spoken)
{
    /// <summary>The moments that were marked in it, where its chapters begin; in its order.</summary>
    public IReadOnlyList<SessionMark> Marks { get; init; } = [];

    /// <summary>Reads what people have added to it, with its origin.</summary>
    public Func<IReadOnlyList<Afterthought>> ReadAdded { get; init; } = () => [];

    /// <summary>The first text of a sentence that has got another one.</summary>
    public Func<long, string?> FindFirstText { get; init; } = _ => null;

    /// <summary>Notes about it.</summary>
    public IReadOnlyList<SessionNote> Notes { get; init; } = [];
}
