using System.Text.Json.Serialization;
using Swictation.Domain.History;

namespace Swictation.Replay.Output;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true)]
[JsonSerializable(typeof(IEnumerable<SessionJson>))]
[JsonSerializable(typeof(SessionWithTranscriptsJson))]
[JsonSerializable(typeof(ForgettingJson))]
internal sealed partial class ReplayJsonContext : JsonSerializerContext;
