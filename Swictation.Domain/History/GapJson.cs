using System.Text.Json;
using System.Text.Json.Serialization;
using Swictation.Domain.Wire;

namespace Swictation.Domain.History;

/// <summary>A gap in a session, as <c>--json</c> prints it; field names do not change.</summary>
/// <param name="Kind">The name of a <see cref="GapKind"/>.</param>
/// <param name="DurationS">Absent while it goes on.</param>
public sealed record GapJson(
    string Kind,
    double Timestamp,
    string At,
    double StartS,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    double? DurationS,
    string Reason)
{
    public static GapJson Of(Gap gap) => new(
        JsonNamingPolicy.SnakeCaseLower.ConvertName(gap.Kind.ToString()),
        WireTime.ToSeconds(gap.At),
        JsonTime.Of(gap.At),
        gap.StartS,
        gap.DurationS,
        gap.Reason.Words);
}
