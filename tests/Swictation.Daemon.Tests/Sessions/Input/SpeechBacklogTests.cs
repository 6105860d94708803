using Swictation.Daemon.Sessions.Input;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

/// <summary>What a microphone hears while nobody can take it; an item is a number of minutes, 0 the end of a turn.
/// </summary>
public sealed class SpeechBacklogTests : IDisposable
{
    private readonly SpeechBacklog<int> _backlog = new(canWait: false, minutes => TimeSpan.FromMinutes(minutes));

    public void Dispose() => _backlog.Dispose();

    [Fact]
    public async Task What_is_added_is_taken_in_order_before_and_after_somebody_waits()
    {
        await _backlog.AddAsync(1);
        await _backlog.AddAsync(2);
        var taking = TakeAllAsync();
        await _backlog.AddAsync(3);
        _backlog.Complete();

        Assert.Equal([1, 2, 3], await taking);
    }

    [Fact]
    public async Task Ten_minutes_are_kept_and_more_than_that_costs_the_oldest()
    {
        Assert.Empty(await _backlog.AddAsync(4));
        Assert.Empty(await _backlog.AddAsync(3));
        Assert.Empty(await _backlog.AddAsync(3));
        Assert.Equal([4], await _backlog.AddAsync(1));
        Assert.Equal([3, 3], await _backlog.AddAsync(9));
        _backlog.Complete();

        Assert.Equal([1, 9], await TakeAllAsync());
    }

    [Fact]
    public async Task Ends_of_turns_are_never_given_up()
    {
        await _backlog.AddAsync(5);
        await _backlog.AddAsync(0);
        await _backlog.AddAsync(5);
        await _backlog.AddAsync(0);

        Assert.Equal([5, 5], await _backlog.AddAsync(10));
        _backlog.Complete();

        Assert.Equal([0, 0, 10], await TakeAllAsync());
    }

    [Fact]
    public async Task What_was_taken_makes_room()
    {
        await _backlog.AddAsync(10);
        await using var taking = _backlog.ReadAllAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await taking.MoveNextAsync());
        Assert.Equal(10, taking.Current);

        Assert.Empty(await _backlog.AddAsync(10));
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
