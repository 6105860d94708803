using System.Text.Json;
using System.Text.Json.Serialization;
using Swictation.Domain.Recognition;
using Swictation.Domain.Wire;

namespace Swictation.Sockets.Commands;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(WireNameConverter<CommandErrorCode>), typeof(WireNameConverter<RecognitionOutcome>)])]
[JsonSerializable(typeof(CommandReply))]
[JsonSerializable(typeof(RecordingReply))]
[JsonSerializable(typeof(RetryReply))]
[JsonSerializable(typeof(JobReply))]
[JsonSerializable(typeof(ForgetReply))]
[JsonSerializable(typeof(PlayReply))]
[JsonSerializable(typeof(DeliveriesReply))]
[JsonSerializable(typeof(MetricsReply))]
[JsonSerializable(typeof(DaemonStatus))]
[JsonSerializable(typeof(CommandRequest))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class CommandJsonContext : JsonSerializerContext;
