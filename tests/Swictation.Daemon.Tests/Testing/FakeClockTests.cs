using Swictation.Testing;

namespace Swictation.Daemon.Tests.Testing;

public sealed class FakeClockTests
{
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task Delay_ends_when_its_time_has_come_and_not_before()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(1), _clock);

        _clock.Advance(TimeSpan.FromMilliseconds(999));
        var endedEarly = delay.IsCompleted;
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(endedEarly);
        await delay;
    }

    [Theory]
    [InlineData(3_600)]
    [InlineData(-3_600)]
    public void Setting_the_wall_clock_moves_neither_timestamps_nor_timers(int seconds)
    {
        var (fired, before) = (0, _clock.GetUtcNow());
        using var earlier = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        _clock.Advance(TimeSpan.FromSeconds(1));

        _clock.SetWallClock(TimeSpan.FromSeconds(seconds));
        using var later = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var firedEarly = fired;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((0, 2), (firedEarly, fired));
        Assert.Equal(TimeSpan.FromSeconds(2), _clock.GetElapsedTime(0));
        Assert.Equal(before.AddSeconds(seconds + 2), _clock.GetUtcNow());
    }

    [Fact]
    public void Timer_counts_until_it_fires_and_a_periodic_one_for_ever()
    {
        using var once = _clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var periodic = _clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        var before = _clock.ArmedTimers;

        _clock.Advance(TimeSpan.FromSeconds(3));
        var fired = _clock.ArmedTimers;
        once.Change(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        Assert.Equal((2, 1, 2), (before, fired, _clock.ArmedTimers));
    }

    [Fact]
    public void Timer_that_is_stopped_or_disposed_does_not_fire()
    {
        var fired = 0;
        using var stopped = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        var disposed = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        disposed.Dispose();
        _clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(0, fired);
        Assert.Equal(0, _clock.ArmedTimers);
        Assert.False(disposed.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public async Task Timeout_cancels_when_the_clock_gets_there()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5), _clock);
        var waiting = Task.Delay(Timeout.InfiniteTimeSpan, timeout.Token);

        _clock.Advance(TimeSpan.FromSeconds(5));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Test_can_wait_until_the_code_waits_for_the_clock()
    {
        var armed = _clock.WaitForTimersAsync(1);
        var wasArmedBefore = armed.IsCompleted;

        var delay = Task.Run(() => Task.Delay(TimeSpan.FromSeconds(1), _clock));
        await armed;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(wasArmedBefore);
        await delay;
    }

    [Fact]
    public async Task Timer_that_is_due_at_once_fires_without_an_advance()
    {
        var fired = new TaskCompletionSource();

        using var timer = _clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await fired.Task;
    }
}
