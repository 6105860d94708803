using System.Collections.Concurrent;
using Swictation.Plumbing.Clocks;
using Swictation.Testing;

namespace Swictation.Plumbing.Tests.Clocks;

public sealed class TickThreadTests
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);

    private readonly TickThread _ticks = new(Period);

    [Fact]
    public void Timers_of_the_same_period_share_a_thread_that_is_not_of_the_pool()
    {
        var threads = new ConcurrentDictionary<(string Timer, int Thread, bool IsOfPool), bool>();
        using var first = Add("first", Period);
        using var second = Add("second", Period * 2);

        Eventually.True(() => threads.Count == 2, "both have run");

        var (one, other) = (threads.Keys.First(), threads.Keys.Last());
        Assert.Equal(one.Thread, other.Thread);
        Assert.False(one.IsOfPool);

        ITimer Add(string name, TimeSpan period) => _ticks.Add(
            _ => threads[(name, Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread)] = true, null, period);
    }

    [Fact]
    public void Timer_that_is_switched_off_rests_until_it_is_switched_on_again()
    {
        var (switched, other) = (0, 0);
        using var timer = _ticks.Add(_ => Interlocked.Increment(ref switched), null, Period);
        using var beside = _ticks.Add(_ => Interlocked.Increment(ref other), null, Period);
        Eventually.True(() => Volatile.Read(ref switched) > 1, "it repeats");

        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var seen = Volatile.Read(ref other);
        Eventually.True(() => Volatile.Read(ref other) > seen + 1, "a call that was running is over");
        var (before, then) = (Volatile.Read(ref switched), Volatile.Read(ref other));
        Eventually.True(() => Volatile.Read(ref other) > then + 2, "the other one goes on");
        Assert.Equal(before, Volatile.Read(ref switched));

        timer.Change(Period, Period);
        Eventually.True(() => Volatile.Read(ref switched) > before, "it repeats again");
    }

    [Fact]
    public async Task Disposal_waits_for_the_call_that_is_running()
    {
        using var begun = new SemaphoreSlim(0);
        using var mayEnd = new SemaphoreSlim(0);
        var timer = _ticks.Add(
            _ =>
            {
                begun.Release();
                mayEnd.Wait();
            },
            null,
            Period);
        await begun.WaitAsync(TestContext.Current.CancellationToken);

        var disposal = timer.DisposeAsync();

        Assert.False(disposal.IsCompleted);
        mayEnd.Release();
        await disposal;
        Assert.False(timer.Change(Period, Period));
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(9, 9, false)]
    [InlineData(0, 10, false)]
    [InlineData(10, -1, false)]
    [InlineData(-1, -1, false)]
    public void Only_timers_that_repeat_seldom_are_taken(int dueMs, int periodMs, bool isTaken) =>
        Assert.Equal(isTaken, _ticks.Takes(TimeSpan.FromMilliseconds(dueMs), TimeSpan.FromMilliseconds(periodMs)));
}
