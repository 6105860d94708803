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
    Figures = ["start_s", "duration_s", "wait_ms", "recognition_ms", "times"])]
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

    /// <summary>
    /// Version of its body. The first one named each number, the session and the time, and had twice the length; a year of
    /// speech has 180,000 of them.
    /// </summary>
    public const int Version = 2;
}
