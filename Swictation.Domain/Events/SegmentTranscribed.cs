namespace Swictation.Domain.Events;

/// <summary>A segment of speech became text: <c>transcription</c>.</summary>
/// <param name="WordsPerMinute">Words over the time it took to speak them.</param>
/// <param name="LatencyMs">Milliseconds from the end of the speech to the append of this event.</param>
public sealed record SegmentTranscribed(
    SessionId Session,
    DateTimeOffset At,
    string Text,
    double WordsPerMinute,
    double LatencyMs,
    int Words) : SessionEvent(Session, At);
