using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Domain.Wire;

namespace Swictation.Daemon.Platform.Clocks;

/// <summary>
/// The time that events get. Outside a session it is the wall clock's. A session takes the wall clock's time of its
/// start and counts on from there with the monotonic clock, sleep included: whatever becomes of the wall clock
/// meanwhile, its events are in order and its durations true. Any thread may read; one at a time may ask for the next.
/// </summary>
internal sealed class EventClock
{
    // Clocks are read one after the other: a difference below this is no sleep.
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private readonly ISuspensionMeter? _suspensions;
    private volatile Anchor _anchor;
    private TimeSpan _untold;

    /// <param name="suspensions">Null for a machine that never sleeps.</param>
    /// <param name="state">
    /// A session that another process has begun goes on behind its last event, also where the clock was set back since.
    /// </param>
    public EventClock(TimeProvider time, ISuspensionMeter? suspensions, DaemonState state)
    {
        _time = time;
        _suspensions = suspensions;
        _anchor = TakeWallClock(notBefore: state.IsOpen ? state.LastEventAt : null);
    }

    /// <summary>The time now, to the microsecond, with the offset of local time.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var anchor = _anchor;
            var utc = anchor.Utc + _time.GetElapsedTime(anchor.Timestamp);
            return WireTime.Truncate(TimeZoneInfo.ConvertTime(utc, _time.LocalTimeZone));
        }
    }

    /// <summary>
    /// Time from a moment of the monotonic clock to the time of an event: what is taken from the event's time gives the
    /// moments in their order, to the microsecond. Zero if there was none.
    /// </summary>
    public TimeSpan Elapsed(long since, DateTimeOffset at)
    {
        var anchor = _anchor;
        var elapsed = at - (anchor.Utc + _time.GetElapsedTime(anchor.Timestamp, since));
        return elapsed > TimeSpan.Zero ? elapsed : TimeSpan.Zero;
    }

    /// <summary>Time from a moment to now; zero if there was none, or it is still to come.</summary>
    public TimeSpan Since(DateTimeOffset? moment) =>
        moment is { } past && Now - past is { Ticks: > 0 } passed ? passed : TimeSpan.Zero;

    /// <summary>
    /// The time of the events that are about to be appended. If the machine has slept since the session's last event,
    /// the event of that comes first: the time before it is known to be sleep then. In a pause it is a part of that, and
    /// after the stop no part of the session.
    /// </summary>
    public DateTimeOffset Next(DaemonState state, List<SessionEvent> events)
    {
        if (state.Session is not { } session)
        {
            _anchor = TakeWallClock(notBefore: null);
            _untold = TimeSpan.Zero;
            return Now;
        }

        MoveOverSleep();
        if (state.IsPaused || state.StoppedAt is not null) _untold = TimeSpan.Zero;
        var now = Now;
        if (_untold > TimeSpan.Zero)
            events.Add(new Suspended(session, now, Math.Round(_untold.TotalSeconds, 3)));
        return now;
    }

    /// <summary>The sleep is in the log. Until then its event comes again.</summary>
    public void Committed() => _untold = TimeSpan.Zero;

    private void MoveOverSleep()
    {
        if (_suspensions is null) return;

        var anchor = _anchor;
        var total = _suspensions.Total;
        var slept = total - anchor.Slept;
        if (slept < ShortestSleep) return;

        _anchor = new(anchor.Utc + slept, anchor.Timestamp, total);
        _untold += slept;
    }

    private Anchor TakeWallClock(DateTimeOffset? notBefore)
    {
        var wall = _time.GetUtcNow();
        var utc = notBefore is { } least && least > wall ? least.ToUniversalTime() : wall;
        return new(utc, _time.GetTimestamp(), _suspensions?.Total ?? TimeSpan.Zero);
    }

    /// <summary>It was this time at this timestamp, after the machine had slept for so long.</summary>
    private sealed record Anchor(DateTimeOffset Utc, long Timestamp, TimeSpan Slept);
}
