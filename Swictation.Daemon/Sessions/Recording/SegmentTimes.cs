namespace Swictation.Daemon.Sessions.Recording;

/// <summary>The place of a segment in its session, and the times that its recognition took.</summary>
/// <param name="Start">Recorded time since the session began.</param>
/// <param name="Wait">From the end of the speech to the start of recognition.</param>
/// <param name="Capture">
/// The part of that until the segment was known to be over, and cut; null where it was not transcribed as it was
/// spoken.
/// </param>
internal sealed record SegmentTimes(
    TimeSpan Start, TimeSpan Spoken, TimeSpan Wait, TimeSpan Recognition, TimeSpan? Capture = null);
