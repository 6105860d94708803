using Microsoft.Extensions.Time.Testing;

namespace Swictation.Testing;

/// <summary>
/// A <see cref="FakeTimeProvider"/> that tells when the code under test waits for it, and whose wall clock can be set.
/// </summary>
public sealed class FakeClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 9, 30, 0, TimeSpan.Zero))
{
    private readonly Lock _gate = new();
    private readonly HashSet<CountedTimer> _armed = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private TimeSpan _set;

    /// <summary>Timers that will fire when the clock gets there.</summary>
    public int ArmedTimers
    {
        get
        {
            lock (_gate) return _armed.Count;
        }
    }

    /// <summary>Timestamps begin at 0, so that nobody can take them for the time of day.</summary>
    public override long GetTimestamp()
    {
        lock (_gate) return (base.GetUtcNow() - Start - _set).Ticks;
    }

    /// <summary>
    /// Somebody sets the wall clock, forward or back; timestamps and timers do not notice. (Timestamps notice
    /// <see cref="FakeTimeProvider.AdjustTime"/>, which those of a machine never do.)
    /// </summary>
    public void SetWallClock(TimeSpan by)
    {
        lock (_gate)
        {
            AdjustTime(base.GetUtcNow() + by);
            _set += by;
        }
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

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountedTimer(this, callback, state);
        timer.Begin(base.CreateTimer(_ => timer.Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Count(CountedTimer timer, bool isArmed)
    {
        lock (_gate)
        {
            if (!isArmed)
            {
                _armed.Remove(timer);
                return;
            }

            _armed.Add(timer);
            foreach (var (_, reached) in _waiting.Where(w => w.Count <= _armed.Count)) reached.TrySetResult();
            _waiting.RemoveAll(w => w.Count <= _armed.Count);
        }
    }
}
