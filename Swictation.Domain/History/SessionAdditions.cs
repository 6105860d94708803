using Swictation.Domain.Events;

namespace Swictation.Domain.History;

/// <summary>What people have added to a session: a fold over its events.</summary>
/// <param name="Title">Null where it has none.</param>
/// <param name="Tags">In the order in which it has got them.</param>
/// <param name="Notes">In the order in which they were written.</param>
/// <param name="Marks">In the order in which they were made.</param>
public sealed record SessionAdditions(
    string? Title, IReadOnlyList<string> Tags, IReadOnlyList<SessionNote> Notes, IReadOnlyList<SessionMark> Marks)
{
    public static readonly SessionAdditions None = new(null, [], [], []);

    /// <summary>Marks in the order of the session, for chapters.</summary>
    public IEnumerable<SessionMark> InOrder => Marks.OrderBy(mark => mark.StartS);

    /// <param name="sequence">Position of the event in the log; 0 where that is not known.</param>
    public SessionAdditions Apply(SessionEvent recorded, long sequence = 0) => recorded switch
    {
        SessionTitled { Title: var title } => this with { Title = title.Length > 0 ? title : null },
        SessionTagged { Tag: "" } => this,
        SessionTagged { On: true } e => Tags.Contains(e.Tag) ? this : this with { Tags = [.. Tags, e.Tag] },
        SessionTagged e => this with { Tags = [.. Tags.Where(tag => tag != e.Tag)] },
        SessionNoted e => this with { Notes = [.. Notes, new(sequence, e.At, e.Text.Length > 0 ? e.Text : Transcription.Forgotten)] },
        SessionMarked e => this with { Marks = [.. Marks, new(sequence, e.MarkedAt, e.StartS, e.Text)] },
        _ => this,
    };
}
