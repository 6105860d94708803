namespace Swictation.Domain.Audio;

/// <summary>
/// A short stretch of audio as it came from the source, or news that no more comes for the time being.
/// </summary>
/// <param name="Samples">In <see cref="AudioFormat"/>; valid until the next frame is asked for.</param>
/// <param name="Position">
/// Index of the first sample. Counts on from frame to frame; where a live source has lost samples, as many are left
/// out.
/// </param>
/// <param name="CapturedAt">
/// Timestamp (<see cref="TimeProvider.GetTimestamp"/>) at which the last sample was there.
/// </param>
/// <param name="Interruption">
/// Why a live source gives nothing from here on; such a frame has no samples, and the next one that has some says that
/// it is back. Otherwise null.
/// </param>
public readonly record struct AudioFrame(
    ReadOnlyMemory<short> Samples, long Position, long CapturedAt, string? Interruption = null)
{
    /// <summary>
    /// For how long a live source has given nothing but zeros up to the end of this frame, when that is so long that it
    /// is muted, most likely; otherwise zero.
    /// </summary>
    public TimeSpan Silence { get; init; }
}
