using System.Text.Json.Serialization;
using Swictation.Domain.Wire;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Output;

/// <summary>A gap in a session, as <c>--json</c> prints it; field names do not change.</summary>
/// <param name="Kind"><c>interrupted</c>, <c>silent</c>, <c>restarted</c> or <c>dropped</c>.</param>
/// <param name="DurationS">Absent while it goes on.</param>
internal sealed record GapJson(
    string Kind,
    double Timestamp,
    string At,
    double StartS,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    double? DurationS,
    string Reason)
{
    public static GapJson Of(Gap gap) =>
        new(gap.Kind, WireTime.ToSeconds(gap.At), JsonTime.Of(gap.At), gap.StartS, gap.DurationS, gap.Reason.Words);
}
