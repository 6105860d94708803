using Swictation.Domain.Audio;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>Audio made by rule, the same in every run.</summary>
internal static class Sounds
{
    private const int UsualSeed = 1;

    private static readonly Lock MakingNoise = new();
    private static double[] _usualNoise = [];

    public static short[] Silence(double seconds) => new short[Length(seconds)];

    /// <summary>White noise with the given root mean square.</summary>
    public static short[] Noise(double seconds, double rms, int seed = UsualSeed)
    {
        var samples = new short[Length(seconds)];
        var noise = seed == UsualSeed ? UsualNoise(samples.Length) : Normals(samples.Length, seed);
        for (var i = 0; i < samples.Length; i++) samples[i] = Clip(noise[i] * rms);
        return samples;
    }

    /// <summary>Pink noise: as strong in each octave, as traffic, ventilation and many voices far away are.</summary>
    public static short[] PinkNoise(double seconds, double rms)
    {
        // Three low-pass filters an octave or two apart, and what is above them (Paul Kellet's economy form).
        var (low, middle, high) = (0.0, 0.0, 0.0);
        var pink = new double[Length(seconds)];
        var noise = UsualNoise(pink.Length);
        for (var i = 0; i < pink.Length; i++)
        {
            var white = noise[i];
            low = (0.99765 * low) + (0.0990460 * white);
            middle = (0.96300 * middle) + (0.2965164 * white);
            high = (0.57000 * high) + (1.0526913 * white);
            pink[i] = low + middle + high + (0.1848 * white);
        }

        var gain = rms / Math.Sqrt(pink.Average(sample => sample * sample));
        return [.. pink.Select(sample => Clip(sample * gain))];
    }

    /// <summary>The same in a room that echoes: until an echo is 60 dB weaker it takes so long.</summary>
    public static short[] Reverberate(short[] dry, double decayS)
    {
        // Four echoes that feed themselves, of lengths that have no common divisor (Schroeder's reverberator).
        var wet = new double[dry.Length];
        foreach (var delayS in (ReadOnlySpan<double>)[0.0297, 0.0371, 0.0411, 0.0437])
        {
            var delay = Length(delayS);
            var gain = Math.Pow(10, -3 * delayS / decayS);
            var line = new double[dry.Length];
            for (var i = 0; i < dry.Length; i++)
            {
                line[i] = dry[i] + (i < delay ? 0 : gain * line[i - delay]);
                if (i >= delay) wet[i] += 0.1 * line[i - delay];
            }
        }

        return [.. dry.Zip(wet, (direct, echo) => Clip((0.8 * direct) + echo))];
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

    // Minutes of it take seconds to make, and shorter noise of the same seed is how longer noise begins.
    private static double[] UsualNoise(int length)
    {
        lock (MakingNoise)
        {
            if (_usualNoise.Length < length) _usualNoise = Normals(length, UsualSeed);
            return _usualNoise;
        }
    }

    private static double[] Normals(int length, int seed)
    {
        var random = new Random(seed);
        var normals = new double[length];
        for (var i = 0; i < length; i++) normals[i] = Normal(random);
        return normals;
    }

    // Twelve uniform numbers make a good enough normal one.
    private static double Normal(Random random)
    {
        var normal = -6.0;
        for (var n = 0; n < 12; n++) normal += random.NextDouble();
        return normal;
    }

    private static int Length(double seconds) => (int)Math.Round(seconds * AudioFormat.SamplesPerSecond);

    private static short Clip(double sample) => (short)Math.Clamp(Math.Round(sample), short.MinValue, short.MaxValue);
}
