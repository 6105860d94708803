using System.Text.Json.Serialization;

namespace Swictation.Daemon.Speech.Recognition.Servers;

/// <summary>The reply to <c>response_format=json</c>. Servers add fields of their own.</summary>
internal sealed record ServerText(string? Text);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ServerText))]
internal sealed partial class ServerJsonContext : JsonSerializerContext;
