namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>The segmenter's record of a frame.</summary>
/// <param name="Start">Index of its first sample, counted by the segmenter.</param>
/// <param name="Length">In samples.</param>
/// <param name="Position">Index of its first sample in the source.</param>
/// <param name="CapturedAt">Timestamp at which it was there.</param>
/// <param name="Levels">How loud it was.</param>
internal readonly record struct HeardFrame(long Start, int Length, long Position, long CapturedAt, BandLevels Levels)
{
    /// <summary>Its classification.</summary>
    public bool IsSpeech { get; init; }

    public long End => Start + Length;
}
