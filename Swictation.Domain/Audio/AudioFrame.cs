using Swictation.Domain.Reasons;

namespace Swictation.Domain.Audio;

/// <summary>
/// A short stretch of audio as it came from the source, or the notice that no more comes for the time being.
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
/// The reason why a live source delivers nothing from here on; such a frame has no samples, and the next frame with
/// samples ends the interruption. Otherwise null.
/// </param>
public readonly record struct AudioFrame(
    ReadOnlyMemory<short> Samples, long Position, long CapturedAt, Reason? Interruption = null)
{
    /// <summary>The time that <see cref="Level"/> is judged by.</summary>
    public static readonly TimeSpan LevelSpan = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a live source has delivered nothing but zeros up to the end of this frame, if that is so long that it
    /// is probably muted; otherwise zero.
    /// </summary>
    public TimeSpan Silence { get; init; }

    /// <summary>Whether a live source has been too loud or too quiet up to the end of this frame.</summary>
    public SoundLevel Level { get; init; }
}
