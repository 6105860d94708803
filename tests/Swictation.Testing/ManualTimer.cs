namespace Swictation.Testing;

/// <summary>
/// A timer of <see cref="ManualTimeProvider"/>, which guards <see cref="DueAt"/> and <see cref="Period"/>.
/// </summary>
internal sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private volatile bool _isDisposed;

    internal TimeSpan DueAt { get; set; }

    internal TimeSpan Period { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfInvalid(dueTime, nameof(dueTime));
        ThrowIfInvalid(period, nameof(period));
        if (_isDisposed) return false;

        if (dueTime == Timeout.InfiniteTimeSpan) clock.Disarm(this);
        else clock.Arm(this, dueTime, period);
        return true;
    }

    public void Dispose()
    {
        _isDisposed = true;
        clock.Disarm(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal void Fire()
    {
        if (_isDisposed) return;
        if (_context is null) callback(state);
        else ExecutionContext.Run(_context, run => callback(run), state);
    }

    private static void ThrowIfInvalid(TimeSpan time, string name)
    {
        if (time != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
    }
}
