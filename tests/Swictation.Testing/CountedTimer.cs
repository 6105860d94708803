namespace Swictation.Testing;

/// <summary>A timer of <see cref="FakeClock"/>, which is told whether it is armed.</summary>
internal sealed class CountedTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
{
    private ITimer _timer = null!;
    private TimeSpan _period;
    private volatile bool _hasFired;

    internal void Begin(ITimer timer) => _timer = timer;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        clock.Count(this, isArmed: false);
        (_period, _hasFired) = (period, false);
        // It may fire on another thread before it is counted, and then it no longer counts.
        if (!_timer.Change(dueTime, period)) return false;

        if (dueTime != Timeout.InfiniteTimeSpan) clock.Count(this, isArmed: true);
        if (_hasFired) clock.Count(this, isArmed: false);
        return true;
    }

    public void Dispose()
    {
        _timer.Dispose();
        clock.Count(this, isArmed: false);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Fire()
    {
        if (_period <= TimeSpan.Zero)
        {
            _hasFired = true;
            clock.Count(this, isArmed: false);
        }

        callback(state);
    }
}
