namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// The weights of Silero's voice activity detector, versions 5 and 6, for 16 kHz. They do not change, and any number of
/// <see cref="VoiceDetector"/>s may use them.
/// </summary>
/// <param name="Spectrum">From 256 samples to 129 frequencies.</param>
/// <param name="Encoder">From neighbours in time to one; their strides are <see cref="Strides"/>.</param>
/// <param name="FromInput">From what the encoder found to the four gates of the memory.</param>
/// <param name="FromMemory">From what was remembered to the same.</param>
/// <param name="Decision">From what is remembered to the logit that somebody speaks.</param>
internal sealed record VoiceModel(
    SpectrumTransform Spectrum,
    IReadOnlyList<DenseLayer> Encoder,
    DenseLayer FromInput,
    DenseLayer FromMemory,
    DenseLayer Decision)
{
    /// <summary>Samples that are judged at once: 32 ms.</summary>
    public const int Window = 512;

    /// <summary>Samples before them that are seen again.</summary>
    public const int Context = 64;

    /// <summary>Samples of one spectrum.</summary>
    public const int SpectrumLength = 256;

    /// <summary>Samples from one spectrum to the next.</summary>
    public const int SpectrumStep = 128;

    public const int Frequencies = (SpectrumLength / 2) + 1;

    /// <summary>Moments that a layer of the encoder looks at together.</summary>
    public const int Neighbours = 3;

    public const int Memory = 128;

    /// <summary>By how many moments each layer of the encoder goes on.</summary>
    public static ReadOnlySpan<int> Strides => [1, 2, 2, 1];

    /// <summary>Channels before the encoder and behind each of its layers.</summary>
    public static ReadOnlySpan<int> Channels => [Frequencies, 128, 64, 64, Memory];

    /// <summary>
    /// The first of the neighbours that a layer has: before the only moment of a window there never is one.
    /// </summary>
    public static ReadOnlySpan<int> FirstNeighbour => [0, 0, 1, 1];

    /// <summary>How many of them it has: behind the only moment there is none either.</summary>
    public static ReadOnlySpan<int> NeighboursOf => [Neighbours, Neighbours, 2, 1];
}
