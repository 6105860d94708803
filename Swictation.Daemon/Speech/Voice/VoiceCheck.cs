using Swictation.Domain.Audio;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// How probable it is that somebody speaks in a segment, by Silero's voice activity detector. The detector remembers for
/// minutes: after a sentence it takes two of three noises for more of it, after minutes of noise it misses a word. So it
/// hears every segment twice, at the same low level: with no memory, and with that of some seconds of mains hum and more
/// noise. Of both it is the mean that counts, so what it says of a segment depends on nothing else. Memories, level, noise
/// and threshold are those that let fewest sounds through of those that let all speech through (docs/decisions/0011).
/// </summary>
internal sealed class VoiceCheck
{
    /// <summary>Segments with speech have at least this score, all of 3,334; 24 of 25 other sounds have not.</summary>
    public const double LeastScore = 0.14;

    // Root mean squares, of 32,768. Noise for recordings between which there is none, and so much that it hides what is
    // faint.
    private const double Loudness = 600;
    private const double Faint = 8;
    private const double Audible = 40;

    private const int FrameSamples = 20 * AudioFormat.SamplesPerSecond / 1_000;

    // Windows that are heard at once.
    private const int Together = 4;

    // The loudest tenth of a segment says how loud its speech is.
    private const double LoudShare = 0.9;

    private readonly VoiceDetector _detector;
    private readonly VoiceDetector _fresh;
    private readonly VoiceDetector _unbiased;
    private readonly short[] _windows = new short[Together * VoiceModel.Window];
    private readonly float[] _probabilities = new float[Together];

    public VoiceCheck(VoiceModel model)
    {
        (_detector, _fresh, _unbiased) = (new(model, Together), new(model), new(model));
        HearHum(TimeSpan.FromSeconds(8), rms: 300);
        HearHum(TimeSpan.FromSeconds(1), rms: 0);
    }

    /// <summary>From 0 to 1; 0 for less than <see cref="VoiceScore.Least"/>.</summary>
    public double Score(ReadOnlySpan<short> samples)
    {
        var logOdds = new double[samples.Length / VoiceModel.Window];
        var gain = Loudness / Math.Max(1, LoudnessOf(samples));
        Hear(samples, _fresh, gain, Faint, logOdds);
        Hear(samples, _unbiased, gain, Audible, logOdds);
        return VoiceScore.Of(logOdds);
    }

    /// <summary>Adds the half of the log odds of each window.</summary>
    private void Hear(ReadOnlySpan<short> samples, VoiceDetector before, double gain, double rms, double[] logOdds)
    {
        _detector.TakeUp(before);
        var noise = new NoiseSource();
        for (var done = 0; done < logOdds.Length; done += Together)
        {
            var count = Math.Min(Together, logOdds.Length - done);
            for (var i = 0; i < count * VoiceModel.Window; i++)
            {
                var heard = (gain * samples[(done * VoiceModel.Window) + i]) + (rms * noise.Next());
                _windows[i] = (short)Math.Clamp(heard, short.MinValue, short.MaxValue);
            }

            _detector.Hear(_windows, _probabilities.AsSpan(0, count));
            for (var i = 0; i < count; i++) logOdds[done + i] += VoiceScore.LogOdds(_probabilities[i]) / 2;
        }
    }

    // What mains wiring induces: 50 Hz with its odd overtones.
    private void HearHum(TimeSpan length, double rms)
    {
        const double power = (1 + 0.25 + 0.09) / 2;
        var windows = AudioFormat.Samples(length) / VoiceModel.Window;
        Span<short> window = stackalloc short[VoiceModel.Window];
        for (var number = 0; number < windows; number++)
        {
            for (var i = 0; i < VoiceModel.Window; i++)
            {
                var phase = 2 * Math.PI * 50 * ((number * VoiceModel.Window) + i) / AudioFormat.SamplesPerSecond;
                var wave = Math.Sin(phase) + (0.5 * Math.Sin(3 * phase)) + (0.3 * Math.Sin(5 * phase));
                window[i] = (short)(rms * wave / Math.Sqrt(power));
            }

            _unbiased.Hear(window);
        }
    }

    private static double LoudnessOf(ReadOnlySpan<short> samples)
    {
        var levels = new List<double>();
        for (; samples.Length >= FrameSamples; samples = samples[FrameSamples..])
        {
            var power = 0.0;
            foreach (var sample in samples[..FrameSamples]) power += sample * sample;
            levels.Add(Math.Sqrt(power / FrameSamples));
        }

        levels.Sort();
        return levels.Count == 0 ? 0 : levels[(int)(LoudShare * levels.Count)];
    }
}
