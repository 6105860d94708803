namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>
/// The limits for speech and for the end of a segment. Levels are in dB relative to full scale, or to the noise.
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
    /// Silence that ends a segment which is <see cref="LongSegment"/>: a speaker of that length waits for
    /// text, and pauses at the end of phrases rather than inside them.
    /// </summary>
    public TimeSpan ShortestHangover { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// How long no voice is heard, in a sound that goes on, before a segment ends. Inside sentences it is up to 0.32 s.
    /// </summary>
    public TimeSpan VoicePause { get; init; } = TimeSpan.FromMilliseconds(384);

    /// <summary>Length from which the silence that ends a segment becomes shorter, little by little.</summary>
    public TimeSpan ShortSegment { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Length from which it is <see cref="ShortestHangover"/>.</summary>
    public TimeSpan LongSegment { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Audio kept before and after the speech: unvoiced first and last sounds (f, s, h, t) are no louder than the
    /// noise, and recognisers want some silence to start from. With 200 ms up to 90 of a sentence were cut off at 10
    /// to 20 dB of noise. Waits for nothing that the hangover does not wait for.
    /// </summary>
    public TimeSpan Padding { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// Loud time that a segment needs in all: less is a cough or a knock, and no word ("I" lasts about 150 ms).
    /// </summary>
    public TimeSpan MinimumSpeech { get; init; } = TimeSpan.FromMilliseconds(120);

    /// <summary>
    /// Length at which a segment is split: a user who speaks without a pause waits no longer for a sign of being heard, and
    /// memory is bounded. Sentences read aloud last 3 to 7 s.
    /// </summary>
    public TimeSpan MaximumLength { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// The stretch before the maximum length in which the quietest point is looked for. Speakers breathe every 3 to 5
    /// s.
    /// </summary>
    public TimeSpan SplitSearch { get; init; } = TimeSpan.FromSeconds(7);

    /// <summary>
    /// How far above the noise speech begins, in the band in which it is loudest. Frames of 20 ms of noise vary by 1.5
    /// dB in a band, and the loudest of three bands is up to 6 dB above the lowest smoothed level.
    /// </summary>
    public double OnsetMarginDb { get; init; } = 8;

    /// <summary>
    /// How far above the noise speech goes on: less than to begin, so that words are not cut at weak syllables. With 5
    /// sentences fell apart at 5 dB of noise.
    /// </summary>
    public double ReleaseMarginDb { get; init; } = 4;

    /// <summary>
    /// How far below the loudest of a segment speech goes on. Quieter sound is the room's echo of it, which in a bare
    /// room keeps pauses of half a second from being found; weak last sounds are in the padding.
    /// </summary>
    public double SpeechRangeDb { get; init; } = 34;

    /// <summary>By how much the loudest counts for less each second: the speaker may have moved away.</summary>
    public double LoudestDecayDb { get; init; } = 10;

    /// <summary>
    /// Noise is never taken to be lower than this, in any band: after digital silence the faintest hiss would be
    /// speech. A speaker far from the microphone brings speech to about -55.
    /// </summary>
    public double LowestNoiseDb { get; init; } = -80;
}
