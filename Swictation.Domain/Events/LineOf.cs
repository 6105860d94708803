using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Swictation.Domain.Events;

/// <summary>Reads and writes events through a record of the fields of their line, which the context has to know.</summary>
internal static class LineOf
{
    /// <exception cref="JsonException">It is no such line.</exception>
    public static TLine Read<TLine>(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, FormOf<TLine>(options)) ?? throw new JsonException("It is null.");

    public static void Write<TLine>(Utf8JsonWriter writer, JsonSerializerOptions options, TLine line) =>
        JsonSerializer.Serialize(writer, line, FormOf<TLine>(options));

    private static JsonTypeInfo<TLine> FormOf<TLine>(JsonSerializerOptions options) =>
        (JsonTypeInfo<TLine>)options.GetTypeInfo(typeof(TLine));
}
