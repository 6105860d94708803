using Swictation.Domain.Audio;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>Recorded sentences one behind the other, with pauses whose places are known.</summary>
/// <param name="Audio">A second of silence, then each sentence with a pause behind it.</param>
/// <param name="Sentences">From the first to behind the last sample of each.</param>
internal sealed record JoinedSentences(short[] Audio, IReadOnlyList<(int Start, int End)> Sentences)
{
    /// <summary>Every recording so many times, in an order and with pauses that depend on the seed alone.</summary>
    /// <param name="recordings">Speech without silence around it.</param>
    public static JoinedSentences Create(
        IReadOnlyList<short[]> recordings, int rounds, double shortestPauseS, double longestPauseS, int seed)
    {
        var random = new Random(seed);
        var audio = new List<short>(Sounds.Silence(1));
        var sentences = new List<(int Start, int End)>();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var speech in recordings.OrderBy(_ => random.Next()))
            {
                sentences.Add((audio.Count, audio.Count + speech.Length));
                audio.AddRange(speech);
                var pause = shortestPauseS + (random.NextDouble() * (longestPauseS - shortestPauseS));
                audio.AddRange(Sounds.Silence(pause));
            }
        }

        audio.AddRange(Sounds.Silence(1));
        return new([.. audio], sentences);
    }

    /// <summary>The same sentences at other levels.</summary>
    /// <param name="gainDb">From the number of a sentence to its gain.</param>
    public JoinedSentences Amplified(Func<int, double> gainDb)
    {
        var audio = (short[])Audio.Clone();
        foreach (var (number, (start, end)) in Sentences.Index())
        {
            var gain = Math.Pow(10, gainDb(number) / 20);
            for (var i = start; i < end; i++)
                audio[i] = (short)Math.Clamp(Math.Round(audio[i] * gain), short.MinValue, short.MaxValue);
        }

        return this with { Audio = audio };
    }

    /// <summary>With something else to be heard, beginning at some time.</summary>
    public JoinedSentences With(short[] sound, double fromS = 0)
    {
        var late = new short[Audio.Length];
        var from = (int)(fromS * AudioFormat.SamplesPerSecond);
        sound.AsSpan(0, Math.Min(sound.Length, late.Length - from)).CopyTo(late.AsSpan(from));
        return this with { Audio = Sounds.Mix(Audio, late) };
    }

    /// <summary>Root mean square that something has which is so many dB below the speech.</summary>
    public double Below(double signalToNoiseDb) =>
        Sounds.Rms([.. Sentences.SelectMany(s => Audio[s.Start..s.End])]) / Math.Pow(10, signalToNoiseDb / 20);

    public double LengthS => (double)Audio.Length / AudioFormat.SamplesPerSecond;
}
