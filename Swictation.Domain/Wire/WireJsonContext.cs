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
[JsonSerializable(typeof(SegmentSilentLine))]
[JsonSerializable(typeof(SessionRecoveredLine))]
[JsonSerializable(typeof(AudioKeptLine))]
[JsonSerializable(typeof(EventsLostLine))]
[JsonSerializable(typeof(LogSalvagedLine))]
[JsonSerializable(typeof(SuspendedLine))]
[JsonSerializable(typeof(StorageFailedLine))]
[JsonSerializable(typeof(StorageRestoredLine))]
[JsonSerializable(typeof(AudioDroppedLine))]
[JsonSerializable(typeof(AudioInterruptedLine))]
[JsonSerializable(typeof(AudioResumedLine))]
[JsonSerializable(typeof(AudioSilentLine))]
[JsonSerializable(typeof(AudioSoundingLine))]
[JsonSerializable(typeof(SessionPausedLine))]
[JsonSerializable(typeof(PauseEndedLine))]
[JsonSerializable(typeof(SegmentCommittedLine))]
[JsonSerializable(typeof(OffTheRecordLine))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
