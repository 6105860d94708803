namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>What microphones hear beside speech, put under sentences that have none of it.</summary>
internal static class ListeningConditions
{
    /// <summary>Those in which nobody should notice anything.</summary>
    public static IReadOnlyDictionary<string, Func<JoinedSentences, JoinedSentences>> Usual { get; } =
        new Dictionary<string, Func<JoinedSentences, JoinedSentences>>
        {
            ["digital silence"] = clean => clean,
            ["quiet room"] = InRoom,
            ["white noise, 20 dB"] = clean => clean.With(Sounds.Noise(clean.LengthS, clean.Below(20))),
            ["white noise, 10 dB"] = clean => clean.With(Sounds.Noise(clean.LengthS, clean.Below(10))),
            ["hum of 50 Hz, 10 dB"] = clean => InRoom(clean.With(Sounds.Hum(clean.LengthS, clean.Below(10)))),
            ["typing all the time"] = clean => InRoom(clean.With(Sounds.Keys(clean.LengthS, rms: 2_500))),
            ["quiet speaker, -30 dB"] = clean =>
                clean.Amplified(_ => -30).With(Sounds.Noise(clean.LengthS, rms: 16)),
            ["loud and quiet by turns, 15 dB"] = clean => InRoom(clean.Amplified(i => i / 5 % 2 == 0 ? 0 : -15)),
            ["fan from the middle on, 12 dB"] = clean =>
                InRoom(clean).With(Sounds.Noise(clean.LengthS / 2, clean.Below(12)), clean.LengthS / 2),
            ["pink noise, 10 dB"] = clean => clean.With(Sounds.PinkNoise(clean.LengthS, clean.Below(10))),
        };

    /// <summary>Those in which a pause or a syllable may be missed.</summary>
    public static IReadOnlyDictionary<string, Func<JoinedSentences, JoinedSentences>> Hard { get; } =
        new Dictionary<string, Func<JoinedSentences, JoinedSentences>>
        {
            ["white noise, 5 dB"] = clean => clean.With(Sounds.Noise(clean.LengthS, clean.Below(5))),
            ["echoing room, 0.6 s"] = clean => InRoom(clean with { Audio = Sounds.Reverberate(clean.Audio, 0.6) }),
        };

    // The noise of a quiet room, 60 dB below full scale, under what has none of its own.
    private static JoinedSentences InRoom(JoinedSentences clean) => clean.With(Sounds.Noise(clean.LengthS, rms: 33));
}
