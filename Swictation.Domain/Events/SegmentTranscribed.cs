namespace Swictation.Domain.Events;

/// <summary>A segment of speech became text: <c>transcription</c>.</summary>
/// <param name="WordsPerMinute">Words over the time it took to speak them.</param>
/// <param name="LatencyMs">Milliseconds from the end of the speech to the append of this event.</param>
/// <param name="IsOffTheRecord">
/// True: those who are there hear the text, and the log gets <see cref="Withheld"/> in its place.
/// </param>
public sealed record SegmentTranscribed(
    SessionId Session,
    DateTimeOffset At,
    string Text,
    double WordsPerMinute,
    double LatencyMs,
    int Words,
    bool IsOffTheRecord = false) : SessionEvent(Session, At)
{
    /// <summary>Stands in the log in place of text off the record.</summary>
    public const string Withheld = "[off the record]";
}
