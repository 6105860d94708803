namespace Swictation.Daemon.Segmentation;

/// <summary>
/// What counts as speech, and where a segment ends. Levels are in dB relative to full scale, or to the noise.
/// </summary>
internal sealed record SegmenterOptions
{
    /// <summary>
    /// How long it must be loud before it is speech. A key or a mouse click is over in 10 to 40 ms; the shortest
    /// syllables last about 80.
    /// </summary>
    public TimeSpan Onset { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>
    /// Silence that ends a segment. Stops inside words last up to 150 ms and pauses between words of one phrase up to
    /// about 400; everything above is added to the time until text appears.
    /// </summary>
    public TimeSpan Hangover { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Audio kept before and after the speech: unvoiced first and last sounds (f, s, h, t) are no louder than the
    /// noise, and recognisers want some silence to start from.
    /// </summary>
    public TimeSpan Padding { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Loud time that a segment needs in all: less is a cough or a knock, and no word ("I" lasts about 150 ms).
    /// </summary>
    public TimeSpan MinimumSpeech { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <summary>Length at which a segment is split. Bounds memory, and the wait of someone who never pauses.</summary>
    public TimeSpan MaximumLength { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The stretch before the maximum length in which the quietest point is looked for. Speakers breathe every 3 to 5
    /// s.
    /// </summary>
    public TimeSpan SplitSearch { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How far above the noise speech begins. Single 20 ms frames of room noise vary by 5 dB around their mean.
    /// </summary>
    public double OnsetMarginDb { get; init; } = 9;

    /// <summary>
    /// How far above the noise speech goes on: less than to begin, so that words are not cut at weak syllables.
    /// </summary>
    public double ReleaseMarginDb { get; init; } = 5;

    /// <summary>
    /// Noise is never taken to be lower than this: after digital silence the faintest hiss would be speech. The
    /// quietest usable microphones bring speech to about -45.
    /// </summary>
    public double LowestNoiseDb { get; init; } = -60;
}
