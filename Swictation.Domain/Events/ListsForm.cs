using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>Items as lists of their values: <c>[[40,41],[50,50]]</c>.</summary>
/// <param name="mistake">Is said of anything else.</param>
internal abstract class ListsForm<TWhole, TItem>(string mistake) : JsonConverter<TWhole>
    where TWhole : class
{
    public override TWhole Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        Expect(reader.TokenType, JsonTokenType.StartArray);
        var items = ImmutableArray.CreateBuilder<TItem>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(reader.TokenType, JsonTokenType.StartArray);
            items.Add(ReadItem(ref reader));
            reader.Read();
            Expect(reader.TokenType, JsonTokenType.EndArray);
        }

        return Whole(items.ToImmutable());
    }

    public override void Write(Utf8JsonWriter writer, TWhole value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in ItemsOf(value))
        {
            writer.WriteStartArray();
            WriteItem(writer, item);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    protected abstract TWhole Whole(ImmutableArray<TItem> items);

    protected abstract ImmutableArray<TItem> ItemsOf(TWhole whole);

    /// <summary>Reads its values one after the other (<see cref="ReadNumber"/>, <see cref="ReadText"/>).</summary>
    protected abstract TItem ReadItem(ref Utf8JsonReader reader);

    protected abstract void WriteItem(Utf8JsonWriter writer, TItem item);

    protected long ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        Expect(reader.TokenType, JsonTokenType.Number);
        return reader.TryGetInt64(out var number) ? number : throw new JsonException("A position is no whole number.");
    }

    protected string ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        Expect(reader.TokenType, JsonTokenType.String);
        return reader.GetString()!;
    }

    private void Expect(JsonTokenType found, JsonTokenType wanted)
    {
        if (found != wanted) throw new JsonException(mistake);
    }
}
