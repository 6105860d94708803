using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Swictation.Domain.Events;

namespace Swictation.Domain.Wire;

/// <summary>
/// Writes the line of a transcription field by field. Nine of ten events are transcriptions, and through the
/// serializer each takes twice as long. The line is that of <see cref="TranscriptionLine"/>, which reads it.
/// </summary>
internal static class TranscriptionForm
{
    private const int UsualLength = 512;

    // A buffer that grew for a very long text is not kept.
    private const int LargestKept = 64 * 1024;

    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText TypeName = JsonEncodedText.Encode(EventType.Transcription.Name);
    private static readonly JsonEncodedText Text = JsonEncodedText.Encode("text");
    private static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText Wpm = JsonEncodedText.Encode("wpm");
    private static readonly JsonEncodedText LatencyMs = JsonEncodedText.Encode("latency_ms");
    private static readonly JsonEncodedText Words = JsonEncodedText.Encode("words");

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static byte[] Write(SegmentTranscribed e)
    {
        var buffer = _buffer ??= new(UsualLength);
        var writer = _writer ??= new(
            buffer, new JsonWriterOptions { Encoder = WireJson.Encoder, SkipValidation = true });
        Span<char> time = stackalloc char["HH:mm:ss".Length];
        e.At.TryFormat(time, out _, "HH:mm:ss", CultureInfo.InvariantCulture);

        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartObject();
        writer.WriteString(Type, TypeName);
        writer.WriteString(Text, e.Text);
        writer.WriteString(Timestamp, time);
        WriteNumber(writer, Wpm, e.WordsPerMinute);
        WriteNumber(writer, LatencyMs, e.LatencyMs);
        writer.WriteNumber(Words, e.Words);
        writer.WriteEndObject();
        writer.Flush();
        var line = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity > LargestKept) (_buffer, _writer) = (null, null);
        return line;
    }

    private static void WriteNumber(Utf8JsonWriter writer, JsonEncodedText name, double value)
    {
        writer.WritePropertyName(name);
        WireDoubleConverter.Write(writer, value);
    }
}
