namespace Swictation.Testing;

/// <summary>
/// A clock that stands still until a test moves it. Wall clock, timestamps and timers move together, so everything
/// that takes a <see cref="TimeProvider"/> runs on it: <c>Task.Delay</c>, <c>PeriodicTimer</c>,
/// <c>CancellationTokenSource</c>. Safe to use from any thread.
/// </summary>
/// <remarks>Only <see cref="SetWallClock"/> moves the wall clock alone.</remarks>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _armed = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private TimeSpan _elapsed;
    private TimeSpan _wallAhead;

    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 1, 15, 9, 30, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Timers that will fire when the clock gets there.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate) return _armed.Count;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return start + _elapsed + _wallAhead;
    }

    public override long GetTimestamp()
    {
        lock (_gate) return _elapsed.Ticks;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Somebody sets the wall clock, forward or back; timestamps and timers do not notice.</summary>
    public void SetWallClock(TimeSpan by)
    {
        lock (_gate) _wallAhead += by;
    }

    /// <summary>
    /// Moves the clock on. Timers that come due fire on the calling thread, in the order in which they are due, each
    /// while the clock shows its due time; timers that they start, and further periods, are fired too.
    /// </summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        TimeSpan target;
        lock (_gate) target = _elapsed + by;

        while (TakeNextDue(target) is { } timer) timer.Fire();
    }

    /// <summary>
    /// Completes once at least <paramref name="count"/> timers are armed: the code under test has come to the point
    /// where it waits for the clock, and the test may advance it.
    /// </summary>
    public Task WaitForTimersAsync(int count, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_armed.Count >= count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((count, reached));
            return reached.Task.WaitAsync(cancellationToken);
        }
    }

    internal void Arm(ManualTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _armed.Remove(timer);
            timer.DueAt = _elapsed + dueTime;
            timer.Period = period;
            _armed.Add(timer);
            foreach (var (_, reached) in _waiting.Where(w => w.Count <= _armed.Count)) reached.TrySetResult();
            _waiting.RemoveAll(w => w.Count <= _armed.Count);
        }

        // As with the system's timers, what is due at once fires on another thread, not inside the call that armed it.
        if (dueTime == TimeSpan.Zero) ThreadPool.QueueUserWorkItem(_ => Advance(TimeSpan.Zero));
    }

    internal void Disarm(ManualTimer timer)
    {
        lock (_gate) _armed.Remove(timer);
    }

    private ManualTimer? TakeNextDue(TimeSpan target)
    {
        lock (_gate)
        {
            // MinBy takes the first of equals: timers that are due together fire in the order in which they were armed.
            var next = _armed.MinBy(timer => timer.DueAt);
            if (next is null || next.DueAt > target)
            {
                if (_elapsed < target) _elapsed = target;
                return null;
            }

            if (_elapsed < next.DueAt) _elapsed = next.DueAt;
            _armed.Remove(next);
            if (next.Period > TimeSpan.Zero)
            {
                next.DueAt += next.Period;
                _armed.Add(next);
            }

            return next;
        }
    }
}
