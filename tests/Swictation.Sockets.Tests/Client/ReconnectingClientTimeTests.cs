using Swictation.Sockets.Client;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Client;

/// <summary>What the client does when nothing comes, on a clock that the test moves.</summary>
public sealed class ReconnectingClientTimeTests : IDisposable
{
    private readonly ScriptedFeed _feed = new();
    private readonly FakeClock _time = new();
    private readonly CancellationTokenSource _cancelling = new(LineClient.Deadline);

    [Fact]
    public async Task A_connection_that_is_silent_for_three_heartbeats_is_made_again()
    {
        var client = New(new() { After = 0, Heartbeat = TimeSpan.FromSeconds(2) });
        var receiving = NextAsync(client);
        var (silent, _) = await _feed.AcceptAsync();
        await silent.SendAsync(ScriptedFeed.Answer());
        await Eventually.IsTrueAsync(() => client.Connections == 1, "the answer has come");

        await AdvanceAsync(TimeSpan.FromSeconds(6));
        await ScriptedFeed.CloseWithClientAsync(silent);
        await AdvanceAsync(new ReconnectingClientOptions().FirstPause);
        await _feed.ServeAsync(ScriptedFeed.Answer(), ScriptedFeed.Event(1));

        Assert.Equal(1, (await receiving).Sequence);
    }

    [Fact]
    public async Task A_hello_that_nobody_answers_is_not_waited_for_though_lines_of_protocol_1_come()
    {
        var receiving = NextAsync(New(new() { After = 0 }));
        var (old, _) = await _feed.AcceptAsync();

        await AdvanceAsync(TimeSpan.FromSeconds(10));
        await old.SendAsync("""{"type":"state_change","state":"idle","timestamp":1.0}""" + "\n");
        await AdvanceAsync(TimeSpan.FromSeconds(5));
        await ScriptedFeed.CloseWithClientAsync(old);
        await AdvanceAsync(new ReconnectingClientOptions().FirstPause);
        await _feed.ServeAsync(ScriptedFeed.Answer(), ScriptedFeed.Event(1));

        Assert.Equal(1, (await receiving).Sequence);
    }

    [Fact]
    public async Task Pauses_double_up_to_the_longest_while_nobody_answers()
    {
        var options = new ReconnectingClientOptions
        {
            FirstPause = TimeSpan.FromSeconds(1),
            LongestPause = TimeSpan.FromSeconds(3),
            Heartbeat = TimeSpan.FromHours(1),
        };
        var receiving = NextAsync(New(options));

        foreach (var seconds in (int[])[1, 2, 3, 3])
        {
            await _feed.ServeAsync();
            await AdvanceAsync(TimeSpan.FromSeconds(seconds));
        }

        await _feed.ServeAsync(ScriptedFeed.Answer(), ScriptedFeed.Event(1));
        Assert.Equal(1, (await receiving).Sequence);
        Assert.Equal(TimeSpan.FromSeconds(9), _time.GetElapsedTime(0));
    }

    [Fact]
    public async Task It_ends_when_it_is_told_to_wherever_it_is()
    {
        var pausing = NextAsync(New(new() { After = 0 }));
        await _feed.ServeAsync();
        await _time.WaitForTimersAsync(1).WaitAsync(LineClient.Deadline);
        var waiting = NextAsync(New(new() { After = 0 }));
        var (connection, _) = await _feed.AcceptAsync();

        await _cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pausing);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        connection.Dispose();
    }

    public void Dispose()
    {
        _cancelling.Dispose();
        _feed.Dispose();
    }

    private ReconnectingClient New(ReconnectingClientOptions options) => new(_feed.Path, options, _time);

    private async Task<ReceivedEvent> NextAsync(ReconnectingClient client)
    {
        await foreach (var e in client.ReadAllAsync(_cancelling.Token)) return e;
        throw new InvalidOperationException("A feed has no end.");
    }

    private async Task AdvanceAsync(TimeSpan by)
    {
        await _time.WaitForTimersAsync(1).WaitAsync(LineClient.Deadline);
        _time.Advance(by);
    }
}
