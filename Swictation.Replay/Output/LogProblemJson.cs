using System.Text.Json.Serialization;

namespace Swictation.Replay.Output;

/// <summary>Something that is not what was written, as <c>verify --json</c> prints it.</summary>
internal sealed record LogProblemJson(
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? First,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Last,
    string Message);
