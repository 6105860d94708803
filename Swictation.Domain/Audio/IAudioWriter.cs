using Swictation.Domain.Errors;

namespace Swictation.Domain.Audio;

/// <summary>
/// Stores a stretch of recording as it comes. One thread writes; another may say meanwhile what is done with.
/// </summary>
public interface IAudioWriter : IDisposable
{
    /// <summary>
    /// Stores samples behind those before them. They survive a crash of the process when it returns, and a power
    /// failure within a second. Does not wait for the disk.
    /// </summary>
    /// <param name="position">The first sample, counted from the beginning of the session.</param>
    /// <exception cref="AudioStoreException">
    /// They are not stored, or what was stored before could not be brought to the disk. Nothing that was stored is
    /// lost by it, and the same samples may be written again at any time.
    /// </exception>
    void Write(long position, ReadOnlySpan<short> samples);

    /// <summary>
    /// Nothing before this position is needed any more: it was silence, or what came of it is committed.
    /// </summary>
    void ReleaseBefore(long position);
}
