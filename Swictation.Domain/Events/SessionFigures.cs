namespace Swictation.Domain.Events;

/// <summary>Figures of a session so far.</summary>
/// <param name="WordsPerMinute">
/// Words over spoken time; where spoken time is not known, over the session's duration.
/// </param>
/// <param name="DurationS">Seconds since the session began, without those in which it was paused.</param>
/// <param name="LatencyMs">Latency of the newest transcription.</param>
public readonly record struct SessionFigures(
    int Segments,
    int Words,
    double WordsPerMinute,
    double DurationS,
    double LatencyMs);
