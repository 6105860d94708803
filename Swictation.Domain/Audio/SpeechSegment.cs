namespace Swictation.Domain.Audio;

/// <summary>A stretch of audio that is worth transcribing.</summary>
/// <param name="Samples">The speech with a little padding on both sides, in <see cref="AudioFormat"/>.</param>
/// <param name="Position">Index in the source of the first sample of speech (not of the padding).</param>
/// <param name="SpokenSamples">Length of the speech in samples, without padding.</param>
/// <param name="EndedAt">
/// Timestamp (<see cref="TimeProvider.GetTimestamp"/>) at which the last sample of speech was captured.
/// </param>
public sealed record SpeechSegment(ReadOnlyMemory<short> Samples, long Position, int SpokenSamples, long EndedAt)
{
    /// <summary>True: neither its text nor the recogniser's messages about it may be stored or logged.</summary>
    public bool IsOffTheRecord { get; init; }

    public TimeSpan SpokenTime => AudioFormat.Duration(SpokenSamples);
}
