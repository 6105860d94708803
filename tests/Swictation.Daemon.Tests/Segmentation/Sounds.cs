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

    /// <summary>What mains wiring induces: 50 Hz with its odd overtones.</summary>
    public static short[] Hum(double seconds, double rms)
    {
        var samples = new short[Length(seconds)];
        for (var i = 0; i < samples.Length; i++)
        {
            var phase = 2 * Math.PI * 50 * i / AudioFormat.SamplesPerSecond;
            var wave = Math.Sin(phase) + (0.5 * Math.Sin(3 * phase)) + (0.3 * Math.Sin(5 * phase));
            samples[i] = Clip(rms * wave / Math.Sqrt((1 + 0.25 + 0.09) / 2));
        }

        return samples;
    }

    /// <summary>Somebody types, five to ten keys a second for some seconds, then rests: knocks of 5 to 15 ms.</summary>
    public static short[] Keys(double seconds, double rms, int seed = 1)
    {
        var random = new Random(seed);
        var samples = new short[Length(seconds)];
        for (var at = 1.0; at < seconds - 0.1; at += 0.1 + (0.1 * random.NextDouble()))
        {
            if (random.Next(30) == 0) at += 3 * random.NextDouble();
            var knock = Noise(0.005 + (0.010 * random.NextDouble()), rms, random.Next());
            for (var i = 0; i < knock.Length && Length(at) + i < samples.Length; i++)
                samples[Length(at) + i] = Clip(knock[i] * Math.Exp(-3.0 * i / knock.Length));
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
