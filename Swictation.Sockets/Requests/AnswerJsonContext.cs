using System.Text.Json.Serialization;
using Swictation.Domain.History;

namespace Swictation.Sockets.Requests;

/// <summary>The last line of an answer. The order of the parameters is the order of the fields on the wire.</summary>
/// <param name="Before">With <c>more</c>: the same request with this goes on. Absent otherwise, as <c>After</c> is.</param>
internal sealed record DoneLine(
    string Type,
    string ReplyTo,
    bool More,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    long? Before = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    long? After = null);

// Rows have the fields that swictation-replay prints with --json, with null where that has it.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(DoneLine))]
[JsonSerializable(typeof(SessionJson))]
[JsonSerializable(typeof(TranscriptJson))]
[JsonSerializable(typeof(WithoutTextJson))]
[JsonSerializable(typeof(GapJson))]
internal sealed partial class AnswerJsonContext : JsonSerializerContext;
