namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>The place at which to split speech that goes on for too long.</summary>
/// <param name="At">Index of the first sample of the second part.</param>
internal readonly record struct SplitPoint(
    long At, HeardFrame LastSpokenBefore, HeardFrame FirstSpokenAfter, int SpokenFramesAfter);
