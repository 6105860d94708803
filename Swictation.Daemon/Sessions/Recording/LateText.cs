using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// Speech that became text later than it would have without a crash or a failure of the recogniser.
/// </summary>
/// <param name="SpokenAt">When the speech ended, by the wall clock.</param>
/// <param name="Confidence">How sure the recogniser is; null where it does not say.</param>
internal sealed record LateText(
    string Text, DateTimeOffset SpokenAt, SegmentTimes Times, Confidence? Confidence = null)
{
    /// <summary>What made the text; null where that is not known.</summary>
    public Recogniser? Recogniser { get; init; }
}
