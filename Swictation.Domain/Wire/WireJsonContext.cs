using System.Text.Json.Serialization;

namespace Swictation.Domain.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(WireDoubleConverter)])]
[JsonSerializable(typeof(SessionStartLine))]
[JsonSerializable(typeof(SessionEndLine))]
[JsonSerializable(typeof(StateChangeLine))]
[JsonSerializable(typeof(TranscriptionLine))]
[JsonSerializable(typeof(MetricsUpdateLine))]
[JsonSerializable(typeof(SegmentMeasuredLine))]
[JsonSerializable(typeof(SegmentFailedLine))]
[JsonSerializable(typeof(SessionRecoveredLine))]
[JsonSerializable(typeof(EventsLostLine))]
[JsonSerializable(typeof(LogSalvagedLine))]
[JsonSerializable(typeof(SuspendedLine))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
