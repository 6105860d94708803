using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Domain.Wire;

/// <summary>
/// What is left of an event that is forgotten: its type, where it belongs, the figures that sums need, and a commitment to
/// what it was. A body has <see cref="Mark"/> in it if and only if that is all it is: in a text its quotes would be escaped.
/// </summary>
public static class Remains
{
    private static readonly FrozenDictionary<string, CarriesWordsAttribute> Rules = EventType.Known
        .ToFrozenDictionary(
            known => known.Value.Name,
            known => known.Key.GetCustomAttribute<CarriesWordsAttribute>() ?? new CarriesWordsAttribute(true));

    private static readonly CarriesWordsAttribute OfUnknown = new(true);

    // As it is stored: the words may break a reader that is not told.
    private static readonly JsonWriterOptions AsStored = new() { Encoder = new WireEncoder() };

    /// <summary>Stands in every such body.</summary>
    public static ReadOnlySpan<byte> Mark => ",\"forgotten\":true,"u8;

    /// <summary>True for a body that has lost its words.</summary>
    public static bool IsForgotten(ReadOnlySpan<byte> body) => body.IndexOf(Mark) >= 0;

    /// <summary>The body of an event without its words.</summary>
    /// <param name="commitment">SHA-256 over random bytes, which are destroyed, and the body.</param>
    /// <param name="characters">Characters of its text, where it has one and does not say that.</param>
    /// <param name="keepsCounts">False: its figures are 0.</param>
    public static byte[] Of(StoredEvent stored, ReadOnlySpan<byte> commitment, long? characters, bool keepsCounts)
    {
        var rule = Rules.GetValueOrDefault(stored.Type.Name, OfUnknown);
        var output = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(output, AsStored);
        writer.WriteStartObject();
        writer.WriteString("type"u8, stored.Type.Name);
        using (var body = Parse(stored))
        {
            foreach (var name in rule.Blanks) writer.WriteString(name, "");
            foreach (var name in rule.Stays) Copy(body.RootElement, name);
            foreach (var name in rule.Figures)
            {
                if (keepsCounts) Copy(body.RootElement, name);
                else Zero(body.RootElement, name);
            }

            var before = body.RootElement.TryGetProperty("commitment"u8, out var kept) && IsForgotten(stored.Body.Span)
                ? kept.GetString()
                : null;
            var counted = characters ?? (body.RootElement.TryGetProperty("characters"u8, out var of) ? of.GetInt64() : null as long?);
            writer.WriteBoolean("forgotten"u8, true);
            if (counted is { } count && !rule.Figures.Contains("characters"))
                writer.WriteNumber("characters"u8, keepsCounts ? count : 0);
            writer.WriteString("commitment"u8, before ?? Convert.ToHexStringLower(commitment));
        }

        writer.WriteEndObject();
        writer.Flush();
        return output.WrittenSpan.ToArray();

        void Zero(JsonElement from, string name)
        {
            if (!from.TryGetProperty(name, out var value)) return;
            if (value.ValueKind != JsonValueKind.Array)
            {
                writer.WriteNumber(name, 0);
                return;
            }

            writer.WriteStartArray(name);
            for (var left = value.GetArrayLength(); left > 0; left--) writer.WriteNumberValue(0);
            writer.WriteEndArray();
        }

        void Copy(JsonElement from, string name)
        {
            if (!from.TryGetProperty(name, out var value)) return;
            writer.WritePropertyName(name);
            writer.WriteRawValue(value.GetRawText());
        }
    }

    // A body that is no object has nothing in it that could stay.
    private static JsonDocument Parse(StoredEvent stored)
    {
        try
        {
            var body = JsonDocument.Parse(stored.Body);
            if (body.RootElement.ValueKind == JsonValueKind.Object) return body;
            body.Dispose();
        }
        catch (JsonException)
        {
            // Malformed, or damaged before it had a checksum.
        }

        return JsonDocument.Parse("{}");
    }
}
