using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>Ranges as lists of three numbers.</summary>
internal sealed class MovedPositionsForm : JsonConverter<MovedPositions>
{
    public override MovedPositions Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader.TokenType, JsonTokenType.StartArray);
        var ranges = ImmutableArray.CreateBuilder<MovedRange>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(reader.TokenType, JsonTokenType.StartArray);
            ranges.Add(new(ReadNumber(ref reader), ReadNumber(ref reader), ReadNumber(ref reader)));
            reader.Read();
            Expect(reader.TokenType, JsonTokenType.EndArray);
        }

        return new(ranges.ToImmutable());
    }

    public override void Write(Utf8JsonWriter writer, MovedPositions value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var (first, was, count) in value.Ranges)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(first);
            writer.WriteNumberValue(was);
            writer.WriteNumberValue(count);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static long ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        Expect(reader.TokenType, JsonTokenType.Number);
        return reader.TryGetInt64(out var number) ? number : throw new JsonException("A position is no whole number.");
    }

    private static void Expect(JsonTokenType found, JsonTokenType wanted)
    {
        if (found != wanted) throw new JsonException("Positions are no list of three numbers each.");
    }
}
