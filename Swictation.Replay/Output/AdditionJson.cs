using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>A title, a tag, a note or a mark that was found, as <c>search --json</c> prints it; field names do not change.</summary>
/// <param name="Kind"><c>title</c>, <c>tag</c>, <c>note</c> or <c>mark</c>.</param>
/// <param name="Seq">Position of its event in the log.</param>
/// <param name="At">The moment that is marked, otherwise the start of its session; RFC 3339 in UTC.</param>
internal sealed record AdditionJson(string Kind, long Seq, long SessionId, string At, string Text)
{
    public static AdditionJson Of(string kind, SpokenTranscript added) =>
        new(kind, added.Sequence, added.Session.Value, JsonTime.Of(added.SpokenAt), added.Text);
}
