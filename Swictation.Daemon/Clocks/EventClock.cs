using Swictation.Domain.Wire;

namespace Swictation.Daemon.Clocks;

/// <summary>
/// The time that events get. Outside a session it is the wall clock's. A session takes the wall clock's time of its
/// start and counts on from there with a clock that nobody can set, sleep included: whatever becomes of the wall clock
/// meanwhile, its events are in order and its durations true. Any thread may read; one at a time may set.
/// </summary>
/// <param name="suspensions">Null for a machine that never sleeps.</param>
internal sealed class EventClock(TimeProvider time, ISuspensionMeter? suspensions)
{
    // Clocks are read one after the other: a difference below this is no sleep.
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(100);

    private volatile Anchor _anchor = new(DateTimeOffset.MinValue, 0, TimeSpan.Zero);

    /// <summary>Time by the anchor that was set last, to the microsecond, with the offset of local time.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var anchor = _anchor;
            var utc = anchor.Utc + time.GetElapsedTime(anchor.Timestamp);
            return WireTime.Truncate(TimeZoneInfo.ConvertTime(utc, time.LocalTimeZone));
        }
    }

    /// <summary>Takes the time from the wall clock.</summary>
    /// <param name="notBefore">Where the wall clock is behind this, it is taken instead.</param>
    public void Set(DateTimeOffset? notBefore = null)
    {
        var wall = time.GetUtcNow();
        var utc = notBefore is { } least && least > wall ? least.ToUniversalTime() : wall;
        _anchor = new(utc, time.GetTimestamp(), suspensions?.Total ?? TimeSpan.Zero);
    }

    /// <summary>
    /// How long the machine has slept since the clock was set or this was asked last, and moves on by that; zero if it
    /// has not.
    /// </summary>
    public TimeSpan TakeSleep()
    {
        if (suspensions is null) return TimeSpan.Zero;

        var anchor = _anchor;
        var total = suspensions.Total;
        var slept = total - anchor.Slept;
        if (slept < ShortestSleep) return TimeSpan.Zero;

        _anchor = new(anchor.Utc + slept, anchor.Timestamp, total);
        return slept;
    }

    /// <summary>It was this time at this timestamp, after the machine had slept for so long.</summary>
    private sealed record Anchor(DateTimeOffset Utc, long Timestamp, TimeSpan Slept);
}
