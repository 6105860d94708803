using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Pipeline;

/// <summary>What waits for the recogniser; an item is a number of minutes, 0 the end of a turn.</summary>
public sealed class SpeechQueueTests : IDisposable
{
    private readonly SpeechQueue<int> _queue = new(canWait: false, minutes => TimeSpan.FromMinutes(minutes));

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task What_is_added_is_taken_in_order_before_and_after_somebody_waits()
    {
        await _queue.AddAsync(1);
        await _queue.AddAsync(2);
        var taking = TakeAsync(3);
        await _queue.AddAsync(3);

        Assert.Equal([1, 2, 3], await taking);
    }

    [Fact]
    public async Task Live_speech_is_taken_first_then_what_was_left_then_what_had_failed()
    {
        _queue.Add(8, SpeechOrigin.Failed);
        _queue.Add(9, SpeechOrigin.Left);
        await _queue.AddAsync(1);
        await _queue.AddAsync(2);

        Assert.Equal([1, 2, 9, 8], await TakeAsync(4));
    }

    [Fact]
    public async Task What_is_not_live_can_be_taken_back_until_it_is_taken()
    {
        _queue.Add(8, SpeechOrigin.Failed);
        _queue.Add(9, SpeechOrigin.Left);

        Assert.True(_queue.TryRemove(9));
        Assert.Equal([8], await TakeAsync(1));
        Assert.False(_queue.TryRemove(8));
    }

    [Fact]
    public async Task Ten_minutes_are_kept_and_more_than_that_costs_the_oldest()
    {
        Assert.Empty(await _queue.AddAsync(4));
        Assert.Empty(await _queue.AddAsync(3));
        Assert.Empty(await _queue.AddAsync(3));
        Assert.Equal([4], await _queue.AddAsync(1));
        Assert.Equal([3, 3], await _queue.AddAsync(9));

        Assert.Equal([1, 9], await TakeAsync(2));
    }

    [Fact]
    public async Task Ends_of_turns_are_never_given_up()
    {
        await _queue.AddAsync(5);
        await _queue.AddAsync(0);
        await _queue.AddAsync(5);
        await _queue.AddAsync(0);

        Assert.Equal([5, 5], await _queue.AddAsync(10));

        Assert.Equal([0, 0, 10], await TakeAsync(3));
    }

    [Fact]
    public async Task What_was_taken_makes_room()
    {
        await _queue.AddAsync(10);
        Assert.Equal([10], await TakeAsync(1));

        Assert.Empty(await _queue.AddAsync(10));
    }

    [Fact]
    public async Task Whoever_waits_can_be_told_to_end()
    {
        using var stopping = new CancellationTokenSource();
        var next = _queue.TakeAsync(stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(LineClient.Deadline));
    }

    [Fact]
    public async Task Whoever_adds_live_speech_is_told_why_nobody_takes_it_any_more()
    {
        await _queue.AddAsync(1);
        await _queue.AddAsync(0);
        _queue.Add(8, SpeechOrigin.Failed);

        Assert.Equal([1, 0], _queue.Abandon(new InvalidOperationException("a bug")));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => _queue.AddAsync(2).AsTask());
        Assert.Equal("a bug", error.Message);
        Assert.Equal([8], await TakeAsync(1));
    }

    [Fact]
    public async Task File_that_waits_for_room_is_told_too()
    {
        using SpeechQueue<int> queue = new(canWait: true, minutes => TimeSpan.FromMinutes(minutes));
        for (var added = 0; added < SpeechQueue<int>.MostWaiting; added++) await queue.AddAsync(1);
        var waiting = queue.AddAsync(1).AsTask();
        Assert.False(waiting.IsCompleted);

        queue.Abandon(new InvalidOperationException("a bug"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting.WaitAsync(LineClient.Deadline));
    }

    private async Task<List<int>> TakeAsync(int count)
    {
        var taken = new List<int>();
        while (taken.Count < count)
            taken.Add(await _queue.TakeAsync(CancellationToken.None).WaitAsync(LineClient.Deadline));
        return taken;
    }
}
