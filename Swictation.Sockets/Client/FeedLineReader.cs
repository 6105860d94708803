using System.Text.Json;
using Swictation.Domain.Events;

namespace Swictation.Sockets.Client;

/// <summary>Parses a line of a feed. Pure. Unknown fields are ignored.</summary>
internal static class FeedLineReader
{
    /// <summary>Reads a line without its newline; false if it is no JSON object with a type.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out FeedLine read)
    {
        read = default;
        var reader = new Utf8JsonReader(line);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;

            // The fields behind these four are the event's own, and most of its bytes.
            while (!(read.IsEvent && read.Type.Name is not null)
                && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                read = ReadField(ref reader, read);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string that is no UTF-8, or half of a surrogate pair.
            return false;
        }

        return read.Type.Name is not null;
    }

    private static FeedLine ReadField(ref Utf8JsonReader reader, in FeedLine read)
    {
        if (IsNext(ref reader, "seq"u8)) return read with { Sequence = Number(ref reader) };
        if (IsNext(ref reader, "at"u8)) return read with { At = Time(ref reader) };
        if (IsNext(ref reader, "session_id"u8))
            return read with { Session = Number(ref reader) is { } id ? new SessionId(id) : null };
        if (IsNext(ref reader, "type"u8)) return read with { Type = Type(ref reader) };
        if (IsNext(ref reader, "log_id"u8)) return read with { LogId = Text(ref reader) };
        if (IsNext(ref reader, "head"u8)) return read with { Head = Number(ref reader) };
        if (IsNext(ref reader, "oldest"u8)) return read with { Oldest = Number(ref reader) };
        if (IsNext(ref reader, "code"u8)) return read with { Code = Text(ref reader) is { } code ? new(code) : null };
        if (IsNext(ref reader, "first"u8)) return read with { First = Number(ref reader) };
        if (IsNext(ref reader, "last"u8)) return read with { Last = Number(ref reader) };
        if (IsNext(ref reader, "reason"u8)) return read with { Reason = Text(ref reader) };
        if (IsNext(ref reader, "message"u8)) return read with { Message = Text(ref reader) };

        reader.Skip();
        return read;
    }

    private static bool IsNext(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.ValueTextEquals(name)) return false;
        reader.Read();
        return true;
    }

    private static long? Number(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)) return number;
        reader.Skip();
        return null;
    }

    private static DateTimeOffset? Time(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time)) return time;
        reader.Skip();
        return null;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        reader.Skip();
        return null;
    }

    private static EventType Type(ref Utf8JsonReader reader)
    {
        if (reader is { TokenType: JsonTokenType.String, ValueIsEscaped: false })
            return EventType.FromUtf8(reader.ValueSpan);
        return Text(ref reader) is { } name ? new(name) : default;
    }
}
