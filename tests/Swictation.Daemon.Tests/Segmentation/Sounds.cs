using Swictation.Domain.Audio;

namespace Swictation.Daemon.Tests.Segmentation;

/// <summary>Audio made by rule, the same in every run.</summary>
internal static class Sounds
{
    public static short[] Silence(double seconds) => new short[Length(seconds)];

    /// <summary>White noise with the given root mean square.</summary>
    public static short[] Noise(double seconds, double rms, int seed = 1)
    {
        // Twelve uniform numbers make a good enough normal one.
        var random = new Random(seed);
        var samples = new short[Length(seconds)];
        for (var i = 0; i < samples.Length; i++)
        {
            var normal = -6.0;
            for (var n = 0; n < 12; n++) normal += random.NextDouble();
            samples[i] = Clip(normal * rms);
        }

        return samples;
    }

    /// <summary>A stand-in for speech: a low buzz whose loudness swings four times a second, as syllables do.</summary>
    public static short[] Voice(double seconds, double amplitude = 6000)
    {
        var samples = new short[Length(seconds)];
        for (var i = 0; i < samples.Length; i++)
        {
            var time = (double)i / AudioFormat.SamplesPerSecond;
            var syllable = 0.55 - (0.45 * Math.Cos(2 * Math.PI * 4 * time));
            samples[i] = Clip(amplitude * syllable * Math.Sin(2 * Math.PI * 140 * time));
        }

        return samples;
    }

    public static short[] Join(params IEnumerable<short[]> parts) => [.. parts.SelectMany(part => part)];

    /// <summary>Adds sample by sample.</summary>
    public static short[] Mix(short[] sound, short[] other) => [.. sound.Zip(other, (a, b) => Clip(a + b))];

    public static double Rms(short[] samples) => Math.Sqrt(samples.Average(sample => (double)sample * sample));

    private static int Length(double seconds) => (int)Math.Round(seconds * AudioFormat.SamplesPerSecond);

    private static short Clip(double sample) => (short)Math.Clamp(Math.Round(sample), short.MinValue, short.MaxValue);
}
