using Swictation.Domain.Events;
using Swictation.Sockets.Cursors;
using Swictation.Testing;

namespace Swictation.Replay.Tests.Playing;

public sealed class SessionPlayerTests : IDisposable
{
    private static readonly TimeSpan Deadline = LineClient.Deadline;

    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task P3_What_is_played_is_what_is_stored()
    {
        var faker = new EventFaker(seed: 7);
        await _log.AppendAsync([.. faker.Session(new(1), 3), .. faker.Session(new(2), 500)]);
        await using var player = Player.Start(_log, Pace.AsFastAsPossible);
        using var client = await LineClient.ConnectAsync(_log.SocketPath);

        var lines = await client.ReadLinesToEndAsync();

        var stored = player.Stored(1, long.MaxValue);
        var start = Array.FindLastIndex(stored, line => line.Contains("session_start", StringComparison.Ordinal));
        Assert.Equal(stored[(start - 1)..], lines);
        await player.Playing.WaitAsync(Deadline);
    }

    [Fact]
    public async Task P4_Every_client_gets_all_of_it_from_its_own_beginning()
    {
        await _log.AppendAsync(new EventFaker(seed: 11).Session(new(1), 200));
        await using var player = Player.Start(_log, Pace.AsFastAsPossible, stay: true);

        var received = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var client = await LineClient.ConnectAsync(_log.SocketPath);
            return await client.ReadLinesAsync(player.Stored(1, long.MaxValue).Length);
        }));

        Assert.All(received, lines => Assert.Equal(player.Stored(1, long.MaxValue), lines));
    }

    [Fact]
    public async Task State_before_the_session_comes_first_and_the_idle_metrics_after_it_last()
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(1), .. RecordedLog.OneSession(2, from: 3600)]);
        await using var player = Player.Start(_log, Pace.AsFastAsPossible);
        using var client = await LineClient.ConnectAsync(_log.SocketPath);

        var lines = await client.ReadLinesToEndAsync();

        // 13 events a session: two before it, eleven of it and after it.
        Assert.Equal([.. player.Stored(14, 14), .. player.Stored(16, 26)], lines);
        Assert.Contains("\"state\":\"idle\",\"session_id\":null", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_keep_their_distance_divided_by_the_speed()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var clock = new FakeClock();
        await using var player = Player.Start(_log, new Pace(2), clock);
        using var client = await LineClient.ConnectAsync(_log.SocketPath);

        await client.ReadLinesAsync(3);
        await AssertNextLineAfterAsync(1, clock, client);
        await AssertNextLineAfterAsync(1, clock, client);
        await client.ReadLineAsync();
        await AssertNextLineAfterAsync(3, clock, client);
    }

    [Fact]
    public async Task Pauses_are_no_longer_than_the_largest_gap()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var clock = new FakeClock();
        await using var player = Player.Start(_log, new Pace(1, TimeSpan.FromSeconds(0.5)), clock);
        using var client = await LineClient.ConnectAsync(_log.SocketPath);

        await client.ReadLinesAsync(3);

        await AssertNextLineAfterAsync(0.5, clock, client);
    }

    [Fact]
    public async Task Staying_player_repeats_the_idle_metrics()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        await using var player = Player.Start(_log, Pace.AsFastAsPossible, stay: true);
        using var client = await LineClient.ConnectAsync(_log.SocketPath);

        var lines = await client.ReadLinesAsync(12);
        var repeated = await client.ReadLinesAsync(2);

        Assert.Equal([lines[^1], lines[^1]], repeated);
        Assert.False(player.Playing.IsCompleted);
    }

    [Fact]
    public async Task Client_that_leaves_early_does_not_end_the_player_but_the_next_one_does()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        await using var player = Player.Start(_log, new Pace(1, TimeSpan.FromMilliseconds(50)));
        using (var leaving = await LineClient.ConnectAsync(_log.SocketPath)) await leaving.ReadLinesAsync(3);
        using var client = await LineClient.ConnectAsync(_log.SocketPath);

        var lines = await client.ReadLinesToEndAsync();

        Assert.Equal(12, lines.Count);
        await player.Playing.WaitAsync(Deadline);
    }

    [Fact]
    public async Task Open_session_is_played_up_to_the_present_and_goes_on_live()
    {
        await using var daemon = _log.Open();
        RecordedLog.Append(daemon, RecordedLog.OpenSession());
        await using var player = Player.Start(_log, Pace.AsFastAsPossible);
        using var client = await LineClient.ConnectAsync(_log.SocketPath);
        await client.ReadLinesAsync(6);

        RecordedLog.Append(daemon, [RecordedLog.Segment(new(1), RecordedLog.At(20), "and live")]);

        Assert.Contains("and live", await client.ReadLineAsync(), StringComparison.Ordinal);
        Assert.False(player.Playing.IsCompleted);
    }

    [Fact]
    public async Task Recovered_session_does_not_wait_for_the_daemon_to_come_back()
    {
        await _log.AppendAsync(RecoveredSession());
        await using var player = Player.Start(_log, new Pace(100));
        using var client = await LineClient.ConnectAsync(_log.SocketPath);

        var lines = await client.ReadLinesToEndAsync();

        Assert.Contains("recovered", lines[^2], StringComparison.Ordinal);
        Assert.Contains("idle", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_added_because_of_the_time_that_a_line_was_waited_for()
    {
        await _log.AppendAsync(RecoveredSession());
        var clock = new FakeClock();
        await using var player = Player.Start(_log, new Pace(1), clock);
        using var client = await LineClient.ConnectAsync(_log.SocketPath);

        await client.ReadLinesAsync(2);
        await AssertNextLineAfterAsync(2, clock, client);
        await AssertNextLineAfterAsync(2, clock, client);
        await client.ReadLineAsync();
        await AssertNextLineAfterAsync(6, clock, client);
        var left = await client.ReadLinesToEndAsync();

        Assert.Equal(2, left.Count);
        Assert.Contains("recovered", left[0], StringComparison.Ordinal);
        Assert.Contains("idle", left[1], StringComparison.Ordinal);
    }

    private static IEnumerable<SessionEvent> RecoveredSession()
    {
        var session = new SessionId(1);
        return
        [
            .. RecordedLog.OpenSession(),
            new SessionRecovered(session, RecordedLog.At(90_000), Resumed: false, RecordedLog.At(10)),
            new SessionEnd(session, RecordedLog.At(10), SessionEndReason.Recovered),
            new StateChange(session, RecordedLog.At(90_000), Phase.Idle),
        ];
    }

    /// <summary>Moves the clock to just before the next line is due, and then to it.</summary>
    private static async Task AssertNextLineAfterAsync(double seconds, FakeClock clock, LineClient client)
    {
        // The feed's repetition of metrics, its watch over the socket, and the pause before the next line.
        const int Waiting = 3;
        var instant = TimeSpan.FromMilliseconds(1);
        await clock.WaitForTimersAsync(Waiting).WaitAsync(Deadline);
        clock.Advance(TimeSpan.FromSeconds(seconds) - instant);
        Assert.Equal(Waiting, clock.ArmedTimers);

        clock.Advance(instant);
        await client.ReadLineAsync();
    }
}
