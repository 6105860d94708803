namespace Swictation.Domain.Audio;

/// <summary>The one form of audio inside the system: 16 kHz, one channel, 16-bit signed samples.</summary>
public static class AudioFormat
{
    public const int SamplesPerSecond = 16_000;

    private const float FullScale = 32_768;

    /// <summary>The time that a number of samples takes.</summary>
    public static TimeSpan Duration(long samples) =>
        TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / SamplesPerSecond);

    /// <summary>The samples that a time holds.</summary>
    public static int Samples(TimeSpan duration) => (int)(duration.Ticks * SamplesPerSecond / TimeSpan.TicksPerSecond);

    /// <summary>The sample at which a recording has lasted for a time, however long.</summary>
    public static long Position(TimeSpan recorded) =>
        (long)((Int128)recorded.Ticks * SamplesPerSecond / TimeSpan.TicksPerSecond);

    /// <summary>Converts samples from -1 to 1; louder ones are clipped.</summary>
    /// <param name="samples">At least as many.</param>
    public static void ToSamples(ReadOnlySpan<float> computed, Span<short> samples)
    {
        for (var i = 0; i < computed.Length; i++)
            samples[i] = (short)Math.Clamp(MathF.Round(computed[i] * FullScale), short.MinValue, short.MaxValue);
    }

    /// <summary>To what libraries compute with, -1 to 1.</summary>
    /// <param name="computed">At least as many.</param>
    public static void ToFloats(ReadOnlySpan<short> samples, Span<float> computed)
    {
        for (var i = 0; i < samples.Length; i++) computed[i] = samples[i] / FullScale;
    }
}
