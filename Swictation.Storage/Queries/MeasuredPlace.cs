using System.Text;
using System.Text.Json;
using Swictation.Domain.Events;

namespace Swictation.Storage.Queries;

/// <summary>
/// What a listing needs of a <c>segment_measured</c>: found in its bytes, in a third of the time in which SQLite finds it.
/// </summary>
internal static class MeasuredPlace
{
    /// <summary>Nothing of what is no JSON.</summary>
    /// <returns>
    /// Where in the sound the speech begins, the confidences of the words as a JSON array, and of what was imported its origin.
    /// </returns>
    public static (double? StartS, string? WordConfidences, Origin? Origin) Read(ReadOnlySpan<byte> body)
    {
        double? startS = null;
        Origin? origin = null;
        string? words = null;
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1) continue;

                var (isStart, isWords) = (reader.ValueTextEquals("start_s"u8), reader.ValueTextEquals("word_confidences"u8));
                var (isTimes, isPacked) = (reader.ValueTextEquals("times"u8), reader.ValueTextEquals("words"u8));
                var isOrigin = reader.ValueTextEquals("origin"u8);
                reader.Read();
                if (isStart && reader.TokenType == JsonTokenType.Number) startS = reader.GetDouble();
                if (isPacked && reader.TokenType == JsonTokenType.String) words = PackedConfidences.ToJson(reader.GetString());
                if (isTimes && reader.TokenType == JsonTokenType.StartArray) startS = FirstOf(reader);
                var begin = (int)reader.TokenStartIndex;
                reader.Skip();
                if (isOrigin && reader.TokenType == JsonTokenType.EndObject) origin = OriginOf(body[begin..(int)reader.BytesConsumed]);
                if (isWords && reader.TokenType == JsonTokenType.EndArray)
                    words = Encoding.UTF8.GetString(body[begin..(int)reader.BytesConsumed]);
            }

            return (startS, words, origin);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    private static double? FirstOf(Utf8JsonReader array) =>
        array.Read() && array.TokenType == JsonTokenType.Number ? array.GetDouble() : null;

    private static Origin? OriginOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using var read = JsonDocument.ParseValue(ref reader);
        var root = read.RootElement;
        return root.TryGetProperty("log"u8, out var log) && log.ValueKind == JsonValueKind.String
            && root.TryGetProperty("session"u8, out var session) && session.TryGetInt64(out var number)
            && root.TryGetProperty("position"u8, out var at) && at.TryGetInt64(out var position)
                ? new(log.GetString()!, number, position)
                : null;
    }
}
