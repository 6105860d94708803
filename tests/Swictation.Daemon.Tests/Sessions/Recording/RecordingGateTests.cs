using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Tests.Sessions.Recording;

public sealed class RecordingGateTests : IDisposable
{
    private static readonly SessionId Session = new(7);

    private readonly RecordingGate _gate = new();

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task Who_waits_is_let_through_when_it_opens()
    {
        var waiting = _gate.WaitAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        _gate.Open(Session);

        var turn = await waiting;
        Assert.Equal((1, Session), (turn.Number, turn.Session));
        Assert.False(turn.Stopped.IsCancellationRequested);
    }

    [Fact]
    public async Task Open_gate_lets_everyone_through_to_the_same_turn()
    {
        _gate.Open(Session);

        Assert.Same(
            await _gate.WaitAsync(CancellationToken.None),
            await _gate.WaitAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Closing_stops_the_turn_and_holds_back_the_next_to_come()
    {
        _gate.Open(Session);
        var turn = await _gate.WaitAsync(CancellationToken.None);

        _gate.Close();

        Assert.True(turn.Stopped.IsCancellationRequested);
        Assert.False(_gate.WaitAsync(CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Turns_are_counted_and_an_old_one_stays_stopped()
    {
        _gate.Open(Session);
        var first = await _gate.WaitAsync(CancellationToken.None);
        _gate.Close();
        _gate.Open(Session.Next());

        var second = await _gate.WaitAsync(CancellationToken.None);

        Assert.Equal((2, Session.Next()), (second.Number, second.Session));
        Assert.True(first.Stopped.IsCancellationRequested);
        Assert.False(second.Stopped.IsCancellationRequested);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(first.Stopped);
        Assert.True(late.IsCancellationRequested);
    }

    [Fact]
    public async Task Opening_twice_and_closing_twice_do_no_more_than_once()
    {
        _gate.Close();
        _gate.Open(Session);
        var first = await _gate.WaitAsync(CancellationToken.None);
        _gate.Open(Session);

        Assert.Same(first, await _gate.WaitAsync(CancellationToken.None));

        _gate.Close();
        _gate.Close();
        _gate.Open(Session);
        Assert.Equal(2, (await _gate.WaitAsync(CancellationToken.None)).Number);
    }

    [Fact]
    public async Task Who_waited_through_a_turn_that_was_soon_over_sees_it_stopped()
    {
        var waiting = _gate.WaitAsync(CancellationToken.None);

        _gate.Open(Session);
        _gate.Close();

        Assert.True((await waiting).Stopped.IsCancellationRequested);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        using var stopping = new CancellationTokenSource();
        var waiting = _gate.WaitAsync(stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Open_gate_lets_nobody_through_who_is_to_stop()
    {
        _gate.Open(Session);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _gate.WaitAsync(new(canceled: true)));
    }
}
