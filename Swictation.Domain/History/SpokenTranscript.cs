using Swictation.Domain.Events;

namespace Swictation.Domain.History;

/// <summary>A transcription with the times of its speech.</summary>
/// <param name="Sequence">Its position in the log.</param>
/// <param name="At">The time of its event.</param>
/// <param name="SpokenAt">When the speech began.</param>
/// <param name="DurationS">How long it was, in seconds; 0 where the source does not tell.</param>
/// <param name="StartS">Where in the session's sound it begins, in seconds; null where that is not measured.</param>
/// <param name="Text">For people: where it is withheld, or was not kept, a note in brackets says so.</param>
/// <param name="Confidence">How sure the recogniser was, 0 to 1; null where it did not say.</param>
/// <param name="WordConfidences">The same of each word, as a JSON array; null where it did not say.</param>
/// <param name="Version">That of the text, counted from 1; the recogniser was as sure of version 1.</param>
public sealed record SpokenTranscript(
    long Sequence,
    SessionId Session,
    DateTimeOffset At,
    DateTimeOffset SpokenAt,
    double DurationS,
    double? StartS,
    string Text,
    int Words,
    double WordsPerMinute,
    double LatencyMs,
    bool IsOffTheRecord,
    double? Confidence = null,
    string? WordConfidences = null,
    int Version = 1)
{
    /// <summary>Where it was recorded, if that was elsewhere; null where it was recorded here.</summary>
    public Origin? Origin { get; init; }
}
