using System.Text.Json.Serialization;
using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>A mark as <c>show --json</c> prints it; field names do not change.</summary>
/// <param name="At">The moment, RFC 3339 in UTC.</param>
/// <param name="StartS">The same in seconds of recorded time since the session began.</param>
internal sealed record MarkJson(
    long Seq,
    string At,
    double StartS,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Text)
{
    public static MarkJson Of(SessionMark mark) => new(mark.Sequence, JsonTime.Of(mark.At), mark.StartS, mark.Text);
}
