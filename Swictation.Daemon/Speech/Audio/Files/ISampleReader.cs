using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>A stream of single-channel samples between -1 and 1, read from front to back.</summary>
internal interface ISampleReader : IDisposable
{
    /// <summary>
    /// Fills <paramref name="samples"/> as far as there is audio; less than all of it only at the end.
    /// </summary>
    /// <exception cref="AudioSourceException">The audio breaks off or cannot be decoded.</exception>
    int Read(Span<float> samples);
}
