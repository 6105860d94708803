using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>A sound device that is open and captures. One thread uses it.</summary>
internal interface ICaptureDevice : IDisposable
{
    /// <summary>
    /// Takes samples that were captured, oldest first, in <see cref="Domain.Audio.AudioFormat"/>. Waits for some, but
    /// only for so long that the waiting thread can be stopped.
    /// </summary>
    /// <exception cref="AudioSourceException">The device does not capture any more.</exception>
    CaptureRead Read(Span<short> samples);
}
