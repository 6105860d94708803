namespace Swictation.Daemon.Recording;

/// <summary>
/// Speech that became text later than it would have without a crash or a failure of the recogniser.
/// </summary>
/// <param name="SpokenAt">When the speech ended, by the wall clock.</param>
internal sealed record LateText(string Text, DateTimeOffset SpokenAt, SegmentTimes Times);
