using Swictation.Testing;

namespace Swictation.Daemon.Tests.Testing;

public sealed class ManualTimeProviderTests
{
    private readonly ManualTimeProvider _clock = new();

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

    [Fact]
    public void Timers_fire_in_the_order_in_which_they_are_due_while_the_clock_shows_their_time()
    {
        var fired = new List<(string Name, TimeSpan At)>();
        var start = _clock.GetTimestamp();
        void Fire(object? name) => fired.Add(((string)name!, _clock.GetElapsedTime(start)));
        using var late = _clock.CreateTimer(Fire, "late", TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        using var periodic = _clock.CreateTimer(Fire, "periodic", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        _clock.Advance(TimeSpan.FromSeconds(3.5));

        (string, TimeSpan)[] expected =
        [
            ("periodic", TimeSpan.FromSeconds(1)),
            ("periodic", TimeSpan.FromSeconds(2)),
            ("late", TimeSpan.FromSeconds(3)),
            ("periodic", TimeSpan.FromSeconds(3)),
        ];
        Assert.Equal(expected, fired);
        Assert.Equal(TimeSpan.FromSeconds(3.5), _clock.GetElapsedTime(start));
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
