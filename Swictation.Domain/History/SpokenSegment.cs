using Swictation.Domain.Events;

namespace Swictation.Domain.History;

/// <summary>A transcription with its measurements.</summary>
/// <param name="StartS">Where in the session's audio it was spoken; null where that is not measured.</param>
/// <param name="Confidence">How sure the recogniser was; null where it did not say.</param>
public sealed record SpokenSegment(Transcription Said, double? StartS = null, Confidence? Confidence = null)
{
    /// <summary>How long the speech was, in seconds; 0 where that is not measured.</summary>
    public double DurationS { get; init; }

    /// <summary>True for speech that was recognised later, whose event has the time at which it ended.</summary>
    public bool IsLate { get; init; }

    /// <summary>When the speech began. The time of an event is that of its append, unless it came late.</summary>
    public DateTimeOffset SpokenAt => Said.At.AddSeconds(-DurationS - (IsLate ? 0 : Said.LatencyMs / 1e3));
}
