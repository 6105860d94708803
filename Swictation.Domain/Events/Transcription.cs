using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Swictation.Domain.Names;

namespace Swictation.Domain.Events;

/// <summary>A segment of speech became text: <c>transcription</c>.</summary>
/// <param name="WordsPerMinute">Words over the time it took to speak them.</param>
/// <param name="LatencyMs">Milliseconds from the end of the speech to the append of this event.</param>
/// <param name="IsOffTheRecord">
/// True: those who are there hear the text, and the log gets <see cref="Withheld"/> in its place.
/// </param>
/// <param name="IsForgotten">True: its words were removed; the text is <see cref="Forgotten"/>.</param>
[JsonConverter(typeof(SegmentTranscribedForm))]
[CarriesWords(true, Stays = ["timestamp"], Figures = ["wpm", "latency_ms", "words"], Blanks = ["text"])]
public sealed record Transcription(
    SessionId Session,
    DateTimeOffset At,
    string Text,
    double WordsPerMinute,
    double LatencyMs,
    int Words,
    bool IsOffTheRecord = false,
    bool IsForgotten = false)
    : SessionEvent(At)
{
    public const string TypeName = "transcription";

    /// <summary>Stands in the log in place of text off the record.</summary>
    public const string Withheld = "[off the record]";

    /// <summary>Stands where people read, in place of text that was forgotten.</summary>
    public const string Forgotten = "[forgotten]";

    public override SessionId? InSession => Session;
}

/// <summary>
/// Has fields of its own because its time is that of the wall clock. Nine of ten events are one, so it is put together from its
/// parts, byte for byte as the serializer would write it, in a third of the time. Session and time are not in the line; the row has them.
/// </summary>
internal sealed class SegmentTranscribedForm : JsonConverter<Transcription>
{
    private const int UsualBytes = 512;
    private const int BytesBesideText = 192;
    private const int BytesOfCharacter = 3;

    public override Transcription Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var line = LineOf.Read<TranscriptionLine>(ref reader, options);
        var text = line.Forgotten ? Transcription.Forgotten : line.Text;
        return new(default, default, text, line.Wpm, line.LatencyMs, line.Words, IsForgotten: line.Forgotten);
    }

    public override void Write(Utf8JsonWriter writer, Transcription value, JsonSerializerOptions options) =>
        writer.WriteRawValue(Line(value, options.Encoder!), skipInputValidation: true);

    /// <summary>The line, without its newline.</summary>
    /// <param name="encoder">What characters are escaped.</param>
    public static byte[] Line(Transcription said, JavaScriptEncoder encoder)
    {
        if (NeedsEscapes(said.Text, encoder)) return Line(said, Escaped(said.Text, encoder));

        var longest = said.Text.Length * BytesOfCharacter;
        if (longest > UsualBytes) return Line(said, Encoding.UTF8.GetBytes(said.Text));

        Span<byte> text = stackalloc byte[UsualBytes];
        return Line(said, text[..Encoding.UTF8.GetBytes(said.Text, text)]);
    }

    /// <param name="text">Escaped, without its quotation marks.</param>
    private static byte[] Line(Transcription said, ReadOnlySpan<byte> text)
    {
        Span<byte> behind = stackalloc byte[BytesBesideText];
        var length = WriteFigures(said, behind);
        var front = "{\"type\":\"transcription\",\"text\":\""u8;
        var line = GC.AllocateUninitializedArray<byte>(front.Length + text.Length + length);
        front.CopyTo(line);
        text.CopyTo(line.AsSpan(front.Length));
        behind[..length].CopyTo(line.AsSpan(front.Length + text.Length));
        return line;
    }

    private static int WriteFigures(Transcription said, Span<byte> utf8)
    {
        var at = 0;
        Put("\",\"timestamp\":\""u8, utf8, ref at);
        PutTwoDigits(said.At.Hour, utf8, ref at);
        Put(":"u8, utf8, ref at);
        PutTwoDigits(said.At.Minute, utf8, ref at);
        Put(":"u8, utf8, ref at);
        PutTwoDigits(said.At.Second, utf8, ref at);
        Put("\",\"wpm\":"u8, utf8, ref at);
        at += WireDouble.Format(said.WordsPerMinute, utf8[at..]);
        Put(",\"latency_ms\":"u8, utf8, ref at);
        at += WireDouble.Format(said.LatencyMs, utf8[at..]);
        Put(",\"words\":"u8, utf8, ref at);
        Utf8Formatter.TryFormat(said.Words, utf8[at..], out var digits);
        at += digits;
        Put("}"u8, utf8, ref at);
        return at;
    }

    private static void Put(ReadOnlySpan<byte> part, Span<byte> utf8, ref int at)
    {
        part.CopyTo(utf8[at..]);
        at += part.Length;
    }

    private static void PutTwoDigits(int number, Span<byte> utf8, ref int at)
    {
        utf8[at++] = (byte)('0' + (number / 10));
        utf8[at++] = (byte)('0' + (number % 10));
    }

    private static unsafe bool NeedsEscapes(string text, JavaScriptEncoder encoder)
    {
        fixed (char* start = text) return text.Length > 0 && encoder.FindFirstCharacterToEncode(start, text.Length) >= 0;
    }

    private static ReadOnlySpan<byte> Escaped(string text, JavaScriptEncoder encoder)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = encoder })) writer.WriteStringValue(text);
        return buffer.WrittenSpan[1..^1];
    }
}

/// <summary>The fields of the line that are read; protocol 1 has fixed them.</summary>
internal sealed record TranscriptionLine(
    string Type, string Text, string Timestamp, double Wpm, double LatencyMs, int Words, bool Forgotten = false);
