using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

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
/// Has fields of its own because its time is that of the wall clock, and is written by hand because nine of ten events are
/// transcriptions. Session and time are not in the line; the row has them.
/// </summary>
internal sealed class SegmentTranscribedForm : JsonConverter<Transcription>
{
    private static readonly JsonEncodedText TypeField = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText TypeName = JsonEncodedText.Encode(Transcription.TypeName);
    private static readonly JsonEncodedText Text = JsonEncodedText.Encode("text");
    private static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText Wpm = JsonEncodedText.Encode("wpm");
    private static readonly JsonEncodedText LatencyMs = JsonEncodedText.Encode("latency_ms");
    private static readonly JsonEncodedText Words = JsonEncodedText.Encode("words");

    public override Transcription Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var line = LineOf.Read<TranscriptionLine>(ref reader, options);
        var text = line.Forgotten ? Transcription.Forgotten : line.Text;
        return new(default, default, text, line.Wpm, line.LatencyMs, line.Words, IsForgotten: line.Forgotten);
    }

    public override void Write(Utf8JsonWriter writer, Transcription value, JsonSerializerOptions options)
    {
        Span<char> time = stackalloc char["HH:mm:ss".Length];
        value.At.TryFormat(time, out _, "HH:mm:ss", CultureInfo.InvariantCulture);
        var number = (JsonConverter<double>)options.GetTypeInfo(typeof(double)).Converter;

        writer.WriteStartObject();
        writer.WriteString(TypeField, TypeName);
        writer.WriteString(Text, value.Text);
        writer.WriteString(Timestamp, time);
        writer.WritePropertyName(Wpm);
        number.Write(writer, value.WordsPerMinute, options);
        writer.WritePropertyName(LatencyMs);
        number.Write(writer, value.LatencyMs, options);
        writer.WriteNumber(Words, value.Words);
        writer.WriteEndObject();
    }
}

/// <summary>The fields of the line that are read; protocol 1 has fixed them.</summary>
internal sealed record TranscriptionLine(
    string Type, string Text, string Timestamp, double Wpm, double LatencyMs, int Words, bool Forgotten = false);
