using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.State;

namespace Swictation.Replay.Showing;

/// <summary>What is shown of a session: the few facts about it, and all that was said in it.</summary>
/// <param name="Spoken">In the order of speech; read while it is walked.</param>
/// <param name="Waiting">Audio that is not transcribed, or not all; null where there is none.</param>
/// <param name="Retry">
/// The command that transcribes segments without text again; null where none can be tried again.
/// </param>
internal sealed record ShownSession(
    RecordedSession Session,
    IEnumerable<SpokenTranscript> Spoken,
    IReadOnlyList<SegmentWithoutText> WithoutText,
    IReadOnlyList<Gap> Gaps,
    IReadOnlyList<RecogniserChanged> Recognisers,
    TimeSpan? Waiting,
    string? Retry)
{
    /// <summary>What people have added to it.</summary>
    public SessionAdditions Additions { get; init; } = SessionAdditions.None;

    /// <summary>What became of its sentences at the cursor; null for nothing.</summary>
    public DeliveredSentences? Delivered { get; init; }

    /// <summary>All texts of sentences that have several; null where they are not wanted, and positions neither.</summary>
    public IReadOnlyList<(long Sentence, TextVersion Version)>? Versions { get; init; }
}
