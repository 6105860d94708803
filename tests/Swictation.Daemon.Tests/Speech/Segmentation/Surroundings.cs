using Swictation.Domain.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>Recorded music and voices around a speaker, the same in every run: which and from where is up to a seed.</summary>
internal static class Surroundings
{
    private const int Talkers = 8;
    private const int SentencesOfTalker = 40;

    private static readonly Lazy<IReadOnlyList<short[]>> Pieces = new(() => [.. RecordedSounds.Music.Select(path => RecordedSounds.Read(path))]);

    private static readonly Lazy<IReadOnlyList<IReadOnlyList<short[]>>> Voices = new(() =>
    [
        .. PromptVoice.All.Where(voice => voice.IsInstalled)
            .Select(voice => PromptVoice.Read([.. voice.Sentences.TakeLast(SentencesOfTalker)])),
    ]);

    /// <summary>Pieces of music one behind the other, the first from somewhere in its middle.</summary>
    public static short[] Music(double seconds, double rms, int seed)
    {
        var random = new Random(seed);
        var pieces = Sounds.Join(Pieces.Value.OrderBy(_ => random.Next()));
        return AtLevel(From(pieces, random.Next(pieces.Length), seconds), rms);
    }

    /// <summary>Several people who talk all the time, each with sentences of their own.</summary>
    public static short[] Babble(double seconds, double rms, int seed)
    {
        var random = new Random(seed);
        var sum = new double[AudioFormat.Samples(TimeSpan.FromSeconds(seconds))];
        for (var talker = 0; talker < Talkers; talker++)
        {
            var sentences = Voices.Value[talker % Voices.Value.Count].OrderBy(_ => random.Next());
            var talk = Sounds.Join(sentences.Select(sentence => SpeechBounds.Trim(sentence, rangeDb: 25)));
            var heard = AtLevel(From(talk, random.Next(talk.Length), seconds), rms: 1_000);
            for (var i = 0; i < sum.Length; i++) sum[i] += heard[i];
        }

        return AtLevel([.. sum.Select(sample => (short)Math.Clamp(sample, short.MinValue, short.MaxValue))], rms);
    }

    // Round and round, where it is too short.
    private static short[] From(short[] sound, int start, double seconds)
    {
        var samples = new short[AudioFormat.Samples(TimeSpan.FromSeconds(seconds))];
        for (var i = 0; i < samples.Length; i++) samples[i] = sound[(start + i) % sound.Length];
        return samples;
    }

    private static short[] AtLevel(short[] sound, double rms)
    {
        var gain = rms / Sounds.Rms(sound);
        return [.. sound.Select(sample => (short)Math.Clamp(Math.Round(gain * sample), short.MinValue, short.MaxValue))];
    }
}
