using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Storage.Unsaved;

internal sealed record UnsavedHeading(
    [property: JsonRequired] string LogId,
    [property: JsonRequired] long After,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? LastWord = null);

internal sealed record UnsavedEvent(
    long? SessionId,
    [property: JsonRequired] long AtUs,
    [property: JsonRequired] string Type,
    [property: JsonRequired] int Version,
    [property: JsonRequired] string Body);

[JsonSerializable(typeof(UnsavedHeading))]
[JsonSerializable(typeof(UnsavedEvent))]
internal sealed partial class UnsavedJson : JsonSerializerContext
{
    /// <summary>For people too: quotes and letters of other alphabets stay what they are.</summary>
    public static readonly UnsavedJson Readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
