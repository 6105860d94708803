namespace Swictation.Domain.Wire;

/// <summary>
/// Times as the log and the wire have them: microseconds, and seconds with a fraction, since 1970 UTC.
/// </summary>
public static class WireTime
{
    private const long MicrosecondsPerSecond = 1_000_000;

    public static long ToMicroseconds(DateTimeOffset time) =>
        (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>False before the year 1 and after the year 9999.</summary>
    public static bool TryFromMicroseconds(long microseconds, out DateTimeOffset time)
    {
        var isTime = microseconds >= ToMicroseconds(DateTimeOffset.MinValue)
            && microseconds <= ToMicroseconds(DateTimeOffset.MaxValue);
        time = isTime ? FromMicroseconds(microseconds) : default;
        return isTime;
    }

    /// <summary>A double holds microseconds since 1970 exactly until the year 2255.</summary>
    public static double ToSeconds(DateTimeOffset time) => (double)ToMicroseconds(time) / MicrosecondsPerSecond;

    /// <exception cref="ArgumentOutOfRangeException">Before the year 1 or after the year 9999.</exception>
    public static DateTimeOffset FromSeconds(double seconds) =>
        TryFromSeconds(seconds, out var time)
            ? time
            : throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "No time that has a date.");

    /// <summary>False before the year 1 and after the year 9999.</summary>
    public static bool TryFromSeconds(double seconds, out DateTimeOffset time)
    {
        var isTime = seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds()
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        time = isTime ? FromMicroseconds((long)Math.Round(seconds * MicrosecondsPerSecond)) : default;
        return isTime;
    }

    /// <summary>
    /// The same moment, truncated to microseconds: the value that is read back from the log.
    /// </summary>
    public static DateTimeOffset Truncate(DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
