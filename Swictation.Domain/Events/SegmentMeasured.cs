using Swictation.Domain.Recognition;

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
public sealed record SegmentMeasured(
    SessionId Session,
    DateTimeOffset At,
    double StartS,
    double DurationS,
    double WaitMs,
    double RecognitionMs,
    Confidence? Confidence = null) : SessionEvent(Session, At);
