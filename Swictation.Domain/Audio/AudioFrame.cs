namespace Swictation.Domain.Audio;

/// <summary>A short stretch of audio as it came from the source.</summary>
/// <param name="Samples">In <see cref="AudioFormat"/>; valid until the next frame is asked for.</param>
/// <param name="Position">Index of the first sample, counted from the first sample that the source ever gave.</param>
/// <param name="CapturedAt">
/// Timestamp (<see cref="TimeProvider.GetTimestamp"/>) at which the last sample was there.
/// </param>
public readonly record struct AudioFrame(ReadOnlyMemory<short> Samples, long Position, long CapturedAt);
