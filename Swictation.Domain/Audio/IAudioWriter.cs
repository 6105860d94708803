using Swictation.Domain.Errors;

namespace Swictation.Domain.Audio;

/// <summary>
/// Stores a stretch of recording as it comes. One thread writes; another may release samples meanwhile.
/// </summary>
public interface IAudioWriter : IDisposable
{
    /// <summary>
    /// Stores samples behind those before them. They survive a crash of the process when it returns, and a power
    /// failure within a second. Does not wait for the disk.
    /// </summary>
    /// <param name="position">The first sample, counted from the beginning of the session.</param>
    /// <exception cref="AudioStoreException">
    /// They are not stored, or earlier samples could not be synced to the disk. No stored sample is lost
    /// by it, and the same samples may be written again at any time.
    /// </exception>
    void Write(long position, ReadOnlySpan<short> samples);

    /// <summary>
    /// Releases the samples before this position: they were silence, or their result is committed.
    /// </summary>
    void ReleaseBefore(long position);

    /// <summary>The session was cancelled: what was not released yet is not transcribed. No more samples come.</summary>
    void Cancel();
}
