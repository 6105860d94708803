using System.Text.Json.Serialization;
using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>The output of <c>show --at --json</c>; field names do not change.</summary>
/// <param name="PositionS">Seconds from the start of the session, without pauses.</param>
internal sealed record MomentJson(
    long SessionId,
    string At,
    double PositionS,
    string State,
    bool OffTheRecord,
    int Segments,
    int Words,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    RecogniserJson? Recogniser,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    SpokenJson? Said);
