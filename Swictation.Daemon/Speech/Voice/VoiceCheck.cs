using Swictation.Domain.Audio;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// How probable it is that somebody speaks in a segment, by Silero's voice activity detector. The detector remembers for
/// minutes: after a sentence it takes two of three noises for more of it, after minutes of noise it misses a word. So it
/// hears every segment with the same memory, that of some seconds of mains hum, and at the same low level; what it says of
/// a segment depends on nothing else. Memory, level and threshold are those that let fewest sounds through of those that
/// let all speech through (docs/decisions/0011).
/// </summary>
internal sealed class VoiceCheck
{
    /// <summary>Segments with speech have at least this score, all of 3,334; nine of ten other sounds have not.</summary>
    public const double LeastScore = 0.2;

    /// <summary>So many neighbouring windows have to agree: 96 ms, less than the shortest words.</summary>
    private const int Neighbours = 3;

    // Root mean squares, of 32,768. The faint noise is for recordings between which there is none.
    private const double Loudness = 600;
    private const double Faint = 8;

    private const int FrameSamples = 20 * AudioFormat.SamplesPerSecond / 1_000;

    // The loudest tenth of a segment says how loud its speech is.
    private const double LoudShare = 0.9;

    private readonly VoiceDetector _detector;
    private readonly VoiceDetector _unbiased;
    private readonly short[] _window = new short[VoiceModel.Window];

    public VoiceCheck(VoiceModel model)
    {
        (_detector, _unbiased) = (new(model), new(model));
        HearHum(TimeSpan.FromSeconds(8), rms: 300);
        HearHum(TimeSpan.FromSeconds(1), rms: 0);
    }

    /// <summary>
    /// The highest probability, from 0 to 1, that <see cref="Neighbours"/> windows of 32 ms in a row have at least.
    /// </summary>
    public double Score(ReadOnlySpan<short> samples)
    {
        _detector.TakeUp(_unbiased);
        var noise = new NoiseSource();
        var gain = Loudness / Math.Max(1, LoudnessOf(samples));
        Span<float> last = stackalloc float[Neighbours];
        var highest = 0f;
        for (var window = 0; samples.Length >= VoiceModel.Window; window++)
        {
            for (var i = 0; i < VoiceModel.Window; i++)
            {
                var heard = (gain * samples[i]) + (Faint * noise.Next());
                _window[i] = (short)Math.Clamp(heard, short.MinValue, short.MaxValue);
            }

            last[window % Neighbours] = _detector.Hear(_window);
            highest = Math.Max(highest, Math.Min(last[0], Math.Min(last[1], last[2])));
            samples = samples[VoiceModel.Window..];
        }

        return Math.Round(highest, 3);
    }

    // What mains wiring induces: 50 Hz with its odd overtones.
    private void HearHum(TimeSpan length, double rms)
    {
        const double power = (1 + 0.25 + 0.09) / 2;
        var windows = AudioFormat.Samples(length) / VoiceModel.Window;
        for (var window = 0; window < windows; window++)
        {
            for (var i = 0; i < VoiceModel.Window; i++)
            {
                var phase = 2 * Math.PI * 50 * ((window * VoiceModel.Window) + i) / AudioFormat.SamplesPerSecond;
                var wave = Math.Sin(phase) + (0.5 * Math.Sin(3 * phase)) + (0.3 * Math.Sin(5 * phase));
                _window[i] = (short)(rms * wave / Math.Sqrt(power));
            }

            _unbiased.Hear(_window);
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
