using System.Text.Json.Serialization;

namespace Swictation.Daemon.Speech.Recognition.Workers;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkerReply))]
[JsonSerializable(typeof(WorkerRequest))]
internal sealed partial class WorkerJsonContext : JsonSerializerContext;
