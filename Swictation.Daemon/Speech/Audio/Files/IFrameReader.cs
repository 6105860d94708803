using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>Decoded sound of any number of channels, read from front to back.</summary>
internal interface IFrameReader : IDisposable
{
    int SampleRate { get; }

    int Channels { get; }

    /// <summary>True where samples may lie beyond -1 and 1 without being wrong.</summary>
    bool IsFloat { get; }

    /// <summary>Why the sound is not all that the file promises; null while it is. Known at the end.</summary>
    string? Fault { get; }

    /// <summary>Fills whole frames, interleaved; less than all of them only at the end.</summary>
    /// <returns>The number of frames.</returns>
    /// <exception cref="AudioSourceException">The file cannot be read any more.</exception>
    int ReadFrames(Span<float> interleaved);
}
