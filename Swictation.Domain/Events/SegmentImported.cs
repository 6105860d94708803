using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// A segment of a session that was recorded elsewhere: <c>segment_imported</c>. Its time is that of the event there; in a
/// database of the original, the end of the segment. Not broadcast to protocol 1 clients: nobody says it now.
/// </summary>
/// <param name="DurationS">Length of the speech in seconds; 0 where it is not known.</param>
/// <param name="Words">Words that were counted there, also where the text was not kept.</param>
/// <param name="Characters">Characters, likewise.</param>
/// <param name="RecognitionMs">Milliseconds that the recogniser took; 0 where they are not known.</param>
/// <param name="LatencyMs">Milliseconds from the end of the speech; 0 where they are not known.</param>
/// <param name="Text">Null where the text was not kept.</param>
/// <param name="StartS">Where the speech begins in the session's sound, as in <see cref="SegmentMeasured"/>; null where it is not known.</param>
/// <param name="Confidence">The recogniser's confidence in the text; null where it gave none.</param>
/// <param name="RecognisedAt">When speech that was recognised later became text, as in <see cref="SegmentMeasured"/>.</param>
/// <param name="IsOffTheRecord">True where the text was off the record there.</param>
/// <param name="WordsPerMinute">As it was counted there; null where it follows from words and duration.</param>
[JsonConverter(typeof(SegmentImportedForm))]
[CarriesWords(
    true,
    Stays = ["session_id", "timestamp", "origin", "recognised_at", "off_the_record"],
    Figures = ["duration_s", "words", "characters", "recognition_ms", "latency_ms", "start_s", "wpm"])]
public sealed record SegmentImported(
    SessionId Session,
    DateTimeOffset At,
    Origin Origin,
    double DurationS,
    int Words,
    int Characters,
    double RecognitionMs,
    double LatencyMs,
    string? Text = null,
    double? StartS = null,
    Confidence? Confidence = null,
    DateTimeOffset? RecognisedAt = null,
    bool IsOffTheRecord = false,
    double? WordsPerMinute = null)
    : EventOfSession(Session, At)
{
    public const string TypeName = "segment_imported";

    /// <summary>Stands where people read, in place of a text that was not kept.</summary>
    public const string NotKept = "[text not kept]";
}

/// <summary>Lays the confidence out flat.</summary>
internal sealed class SegmentImportedForm : JsonConverter<SegmentImported>
{
    public override SegmentImported Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var line = LineOf.Read<SegmentImportedLine>(ref reader, options);
        return new(
            line.SessionId,
            line.Timestamp,
            line.Origin,
            line.DurationS,
            line.Words,
            line.Characters,
            line.RecognitionMs,
            line.LatencyMs,
            line.Text,
            line.StartS,
            line.Confidence is { } overall ? new(overall, [.. line.WordConfidences ?? []]) : null,
            line.RecognisedAt,
            line.OffTheRecord == true,
            line.Wpm);
    }

    public override void Write(Utf8JsonWriter writer, SegmentImported value, JsonSerializerOptions options) =>
        LineOf.Write(writer, options, new SegmentImportedLine(
            SegmentImported.TypeName,
            value.Session,
            value.At,
            value.Origin,
            value.DurationS,
            value.Words,
            value.Characters,
            value.RecognitionMs,
            value.LatencyMs,
            value.Text,
            value.StartS,
            value.Confidence?.Overall,
            value.Confidence is { Words: { IsDefaultOrEmpty: false } words } ? [.. words] : null,
            value.RecognisedAt,
            value.IsOffTheRecord ? true : null,
            value.WordsPerMinute));
}

/// <summary>The order of the parameters is the order of the fields on the wire.</summary>
internal sealed record SegmentImportedLine(
    string Type,
    SessionId SessionId,
    DateTimeOffset Timestamp,
    Origin Origin,
    double DurationS,
    int Words,
    int Characters,
    double RecognitionMs,
    double LatencyMs,
    string? Text = null,
    double? StartS = null,
    double? Confidence = null,
    double[]? WordConfidences = null,
    DateTimeOffset? RecognisedAt = null,
    bool? OffTheRecord = null,
    double? Wpm = null);
