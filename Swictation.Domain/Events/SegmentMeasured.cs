using System.Text.Json;
using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// Place and times of the transcription directly before this event in the log: <c>segment_measured</c>. Appended in one
/// transaction with that transcription, for segments of audio only; not broadcast to protocol 1 clients.
/// </summary>
/// <param name="StartS">Where the speech begins, in seconds of recorded audio since the session began.</param>
/// <param name="DurationS">Length of the speech in seconds, without the padding around it.</param>
/// <param name="WaitMs">Milliseconds between the end of speech and the start of recognition.</param>
/// <param name="RecognitionMs">Milliseconds that the recogniser took.</param>
/// <param name="Confidence">The recogniser's confidence in the text; null where it gives none.</param>
/// <param name="RecognisedAt">
/// Of speech that was recognised later, whose events have the time at which it ended: when it became text. Null where the
/// time of the event says that.
/// </param>
[JsonConverter(typeof(SegmentMeasuredForm))]
[CarriesWords(
    true,
    Stays = ["session_id", "timestamp", "recognised_at"],
    Figures = ["start_s", "duration_s", "wait_ms", "recognition_ms"])]
public sealed record SegmentMeasured(
    SessionId Session,
    DateTimeOffset At,
    double StartS,
    double DurationS,
    double WaitMs,
    double RecognitionMs,
    Confidence? Confidence = null,
    DateTimeOffset? RecognisedAt = null)
    : EventOfSession(Session, At)
{
    public const string TypeName = "segment_measured";
}

/// <summary>Lays the confidence out flat.</summary>
internal sealed class SegmentMeasuredForm : JsonConverter<SegmentMeasured>
{
    public override SegmentMeasured Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var line = LineOf.Read<SegmentMeasuredLine>(ref reader, options);
        return new(
            line.SessionId,
            line.Timestamp,
            line.StartS,
            line.DurationS,
            line.WaitMs,
            line.RecognitionMs,
            line.Confidence is { } overall ? new(overall, [.. line.WordConfidences ?? []]) : null,
            line.RecognisedAt);
    }

    public override void Write(Utf8JsonWriter writer, SegmentMeasured value, JsonSerializerOptions options) =>
        LineOf.Write(writer, options, new SegmentMeasuredLine(
            SegmentMeasured.TypeName,
            value.Session,
            value.At,
            value.StartS,
            value.DurationS,
            value.WaitMs,
            value.RecognitionMs,
            value.Confidence?.Overall,
            value.Confidence is { Words: { IsDefaultOrEmpty: false } words } ? [.. words] : null,
            value.RecognisedAt));
}

/// <summary>The order of the parameters is the order of the fields on the wire.</summary>
internal sealed record SegmentMeasuredLine(
    string Type,
    SessionId SessionId,
    DateTimeOffset Timestamp,
    double StartS,
    double DurationS,
    double WaitMs,
    double RecognitionMs,
    double? Confidence = null,
    double[]? WordConfidences = null,
    DateTimeOffset? RecognisedAt = null);
