namespace Swictation.Domain.Audio;

/// <summary>The one form of audio inside the system: 16 kHz, one channel, 16-bit signed samples.</summary>
public static class AudioFormat
{
    public const int SamplesPerSecond = 16_000;

    /// <summary>The time that a number of samples takes.</summary>
    public static TimeSpan Duration(long samples) =>
        TimeSpan.FromTicks(samples * TimeSpan.TicksPerSecond / SamplesPerSecond);

    /// <summary>The samples that a time holds.</summary>
    public static int Samples(TimeSpan duration) => (int)(duration.Ticks * SamplesPerSecond / TimeSpan.TicksPerSecond);

    /// <summary>The sample at which a recording has lasted for a time, however long.</summary>
    public static long Position(TimeSpan recorded) =>
        (long)((Int128)recorded.Ticks * SamplesPerSecond / TimeSpan.TicksPerSecond);
}
