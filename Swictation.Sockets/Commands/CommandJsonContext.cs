using System.Text.Json.Serialization;

namespace Swictation.Sockets.Commands;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(CommandReply))]
[JsonSerializable(typeof(CommandRequest))]
internal sealed partial class CommandJsonContext : JsonSerializerContext;
