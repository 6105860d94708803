using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>A note as <c>show --json</c> prints it; field names do not change.</summary>
/// <param name="At">When it was written, RFC 3339 in UTC.</param>
internal sealed record NoteJson(long Seq, string At, string Text)
{
    public static NoteJson Of(SessionNote note) => new(note.Sequence, JsonTime.Of(note.At), note.Text);
}
