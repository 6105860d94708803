namespace Swictation.Domain.Events;

/// <summary>
/// A segment of a session that was recorded elsewhere: <c>segment_imported</c>. Its time is the end of the segment. Not
/// broadcast to protocol 1 clients: nobody says it now.
/// </summary>
/// <param name="DurationS">Length of the speech in seconds; 0 where it is not known.</param>
/// <param name="Words">Words that were counted there, also where the text was not kept.</param>
/// <param name="Characters">Characters, likewise.</param>
/// <param name="RecognitionMs">Milliseconds that the recogniser took; 0 where they are not known.</param>
/// <param name="LatencyMs">Milliseconds from the end of the speech; 0 where they are not known.</param>
/// <param name="Text">Null where the text was not kept.</param>
[CarriesWords(
    true,
    Stays = ["session_id", "timestamp", "origin"],
    Figures = ["duration_s", "words", "characters", "recognition_ms", "latency_ms"])]
public sealed record SegmentImported(
    SessionId Session,
    DateTimeOffset At,
    Origin Origin,
    double DurationS,
    int Words,
    int Characters,
    double RecognitionMs,
    double LatencyMs,
    string? Text = null)
    : EventOfSession(Session, At)
{
    public const string TypeName = "segment_imported";

    /// <summary>Stands where people read, in place of a text that was not kept.</summary>
    public const string NotKept = "[text not kept]";
}
