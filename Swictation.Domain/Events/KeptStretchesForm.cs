using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>Stretches as lists of two numbers and a text.</summary>
internal sealed class KeptStretchesForm : JsonConverter<KeptStretches>
{
    public override KeptStretches Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader.TokenType, JsonTokenType.StartArray);
        var stretches = new List<KeptStretch>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(reader.TokenType, JsonTokenType.StartArray);
            var (after, upTo) = (ReadNumber(ref reader), ReadNumber(ref reader));
            reader.Read();
            Expect(reader.TokenType, JsonTokenType.String);
            stretches.Add(new(after, upTo, reader.GetString()!));
            reader.Read();
            Expect(reader.TokenType, JsonTokenType.EndArray);
        }

        return new([.. stretches]);
    }

    public override void Write(Utf8JsonWriter writer, KeptStretches value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var (after, upTo, hash) in value.Stretches)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(after);
            writer.WriteNumberValue(upTo);
            writer.WriteStringValue(hash);
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
        if (found != wanted) throw new JsonException("Stretches are no list of two numbers and a hash each.");
    }
}
