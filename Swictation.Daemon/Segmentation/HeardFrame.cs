namespace Swictation.Daemon.Segmentation;

/// <summary>What the segmenter remembers of a frame.</summary>
/// <param name="Start">Index of its first sample, counted by the segmenter.</param>
/// <param name="Length">In samples.</param>
/// <param name="Position">Index of its first sample in the source.</param>
/// <param name="CapturedAt">Timestamp at which it was there.</param>
/// <param name="LevelDb">How loud it was.</param>
/// <param name="IsSpeech">What it was taken for.</param>
internal readonly record struct HeardFrame(
    long Start, int Length, long Position, long CapturedAt, double LevelDb, bool IsSpeech)
{
    public long End => Start + Length;
}
