using Swictation.Daemon.Input;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Input;

/// <summary>What a microphone hears while nobody can take it; an item is a number of minutes, 0 the end of a turn.
/// </summary>
public sealed class SpeechBacklogTests : IDisposable
{
    private readonly SpeechBacklog<int> _backlog = new(minutes => TimeSpan.FromMinutes(minutes));

    public void Dispose() => _backlog.Dispose();

    [Fact]
    public async Task What_is_added_is_taken_in_order_before_and_after_somebody_waits()
    {
        _backlog.Add(1);
        _backlog.Add(2);
        var taking = TakeAllAsync();
        _backlog.Add(3);
        _backlog.Complete();

        Assert.Equal([1, 2, 3], await taking);
    }

    [Fact]
    public async Task Ten_minutes_are_kept_and_more_than_that_costs_the_oldest()
    {
        Assert.Empty(_backlog.Add(4));
        Assert.Empty(_backlog.Add(3));
        Assert.Empty(_backlog.Add(3));
        Assert.Equal([4], _backlog.Add(1));
        Assert.Equal([3, 3], _backlog.Add(9));
        _backlog.Complete();

        Assert.Equal([1, 9], await TakeAllAsync());
    }

    [Fact]
    public async Task Ends_of_turns_are_never_given_up()
    {
        _backlog.Add(5);
        _backlog.Add(0);
        _backlog.Add(5);
        _backlog.Add(0);

        Assert.Equal([5, 5], _backlog.Add(10));
        _backlog.Complete();

        Assert.Equal([0, 0, 10], await TakeAllAsync());
    }

    [Fact]
    public async Task What_was_taken_makes_room()
    {
        _backlog.Add(10);
        await using var taking = _backlog.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await taking.MoveNextAsync());
        Assert.Equal(10, taking.Current);

        Assert.Empty(_backlog.Add(10));
    }

    [Fact]
    public async Task Whoever_waits_can_be_told_to_end()
    {
        using var stopping = new CancellationTokenSource();
        await using var taking = _backlog.ReadAllAsync(stopping.Token).GetAsyncEnumerator();
        var next = taking.MoveNextAsync().AsTask();

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(LineClient.Deadline));
    }

    private async Task<List<int>> TakeAllAsync()
    {
        var taken = new List<int>();
        await foreach (var minutes in _backlog.ReadAllAsync(CancellationToken.None)) taken.Add(minutes);
        return taken;
    }
}
