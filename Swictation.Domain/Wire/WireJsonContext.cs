using System.Text.Json.Serialization;
using Swictation.Domain.Events;

namespace Swictation.Domain.Wire;

// The events follow from the list on SessionEvent; the lines are those of events with forms of their own.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    AllowOutOfOrderMetadataProperties = true,
    Converters = [
        typeof(WireDoubleConverter), typeof(WireTimeConverter), typeof(SessionIdConverter), typeof(PhaseConverter),
        typeof(WireNameConverter<SessionEndReason>), typeof(WireNameConverter<SoundLevelName>),
        typeof(WireNameConverter<RemovalReason>), typeof(WireNameConverter<EventType>),
        typeof(WireNameConverter<ForgettingKind>), typeof(WireNameConverter<ForgettingActor>),
        typeof(WireNameConverter<DeliveryWay>), typeof(WireNameConverter<DeliveryOutcome>),
        typeof(WireNameConverter<RevisionKind>)])]
[JsonSerializable(typeof(SessionEvent))]
[JsonSerializable(typeof(TranscriptionLine))]
[JsonSerializable(typeof(MetricsUpdateLine))]
[JsonSerializable(typeof(SegmentMeasuredLine))]
[JsonSerializable(typeof(SegmentImportedLine))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
