using System.Globalization;
using System.Text.RegularExpressions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Sockets.Feed;
using Swictation.Testing;
using static Swictation.Sockets.Tests.Feed.Lines;

namespace Swictation.Sockets.Tests.Feed;

/// <summary>Clients that are served as the Tauri desktop interface needs it: late, and two lines in its form.</summary>
public sealed partial class DesktopTests
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;
    private static readonly TimeSpan Hold = new FeedOptions().DesktopHold;
    private static readonly SessionEvent[] Before = [State(Phase.Idle), Started(), State(Phase.Recording), Said(1)];

    [Fact]
    public async Task Nothing_is_sent_during_the_hold_and_then_everything_once_and_in_order()
    {
        await using var feed = Serve();
        using var client = await ConnectAsync(feed);

        feed.Append(Said(2), Lines.Metrics(Phase.Recording, 2));
        feed.Time.Advance(Hold - TimeSpan.FromTicks(1));
        feed.Append(Said(3));
        Assert.Equal(0, feed.Metrics.BytesSent);
        feed.Time.Advance(TimeSpan.FromTicks(1));
        var lines = await client.ReadLinesUntilAsync("metrics_update");
        feed.Append(SaidFrom(4, 20));
        lines.AddRange(await client.ReadLinesAsync(20));

        Assert.Equal(
            Respelt([State(Phase.Recording), Started(), .. SaidFrom(1, 3), Lines.Metrics(Phase.Recording, 2), .. SaidFrom(4, 20)]),
            lines);
    }

    [Fact]
    public async Task P3_Lines_that_it_cannot_read_or_show_alone_are_in_its_form()
    {
        await using var feed = Serve();
        using var client = await ConnectAsync(feed);
        feed.Time.Advance(Hold);
        var lines = await client.ReadLinesAsync(3);

        feed.AppendTogether([Ended(), Started(2), .. new ArbitraryEvents(3).OfEveryType().Take(2_000)]);
        var stored = Stored(feed.Log);
        lines.AddRange(await client.ReadLinesAsync(stored.Count - Before.Length));

        List<string> expected = [stored[2], stored[1], .. stored[3..]];
        Assert.Equal(expected.Select(Respell), lines);
    }

    [Fact]
    public async Task Hello_ends_the_hold_and_gets_the_documented_form()
    {
        await using var feed = Serve();
        using var client = await ConnectAsync(feed);

        await client.SendAsync("""{"hello":{"after":0}}""" + "\n");
        var lines = await client.ReadLinesUntilAsync("caught_up");

        Assert.StartsWith("{\"type\":\"hello\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"seq\":2,", lines[2], StringComparison.Ordinal);
        Assert.Contains("\"session_id\":1,\"type\":\"session_start\"", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_that_leaves_ends_the_hold()
    {
        await using var feed = Serve();
        using (await ConnectAsync(feed)) Assert.Equal(1, feed.Server.ClientCount);

        await Eventually.IsTrueAsync(() => feed.Server.ClientCount == 0, "the client is gone");
        Assert.Equal(RunningFeed.OwnTimers, feed.Time.ArmedTimers);
    }

    [Fact]
    public async Task Shutdown_closes_it_at_once_without_a_word()
    {
        var feed = Serve();
        using var client = await ConnectAsync(feed);

        await feed.DisposeAsync().AsTask().WaitAsync(LineClient.Deadline);

        Assert.Empty(await client.ReadLinesToEndAsync());
    }

    [Fact]
    public async Task Others_are_served_while_many_are_held()
    {
        const int Held = 50;
        await using var feed = Serve();
        using var other = await feed.ConnectAsync();
        await other.SendAsync("""{"hello":{}}""" + "\n");
        await other.ReadLinesUntilAsync("caught_up");
        var held = new List<LineClient>();
        for (var i = 0; i < Held; i++) held.Add(await feed.ConnectAsync());
        await feed.Time.WaitForTimersAsync(RunningFeed.OwnTimers + Held);

        feed.Append(Said(2));

        Assert.Contains("\"words\":2}", await other.ReadLineAsync(), StringComparison.Ordinal);
        feed.Time.Advance(Hold);
        foreach (var client in held)
        {
            Assert.Equal([1, 2], Numbers(await client.ReadLinesAsync(4)));
            client.Dispose();
        }
    }

    [Fact]
    public async Task Log_that_comes_during_the_hold_is_the_one_that_it_gets()
    {
        await using var feed = Serve();
        using var client = await ConnectAsync(feed);
        feed.Replace(State(Phase.Idle), Started(), Said(7));

        feed.Time.Advance(Hold);

        Assert.Equal([7], Numbers(await client.ReadLinesAsync(3)));
    }

    [Fact]
    public async Task Outage_during_the_hold_is_told_behind_the_catch_up()
    {
        await using var feed = Serve();
        using var client = await ConnectAsync(feed);
        feed.Outages.Begin(new LogOutage(feed.Time.GetUtcNow(), new(ReasonCode.DiskFull)));
        Assert.Equal(0, feed.Metrics.BytesSent);

        feed.Time.Advance(Hold);

        var lines = await client.ReadLinesAsync(4);
        Assert.Contains("\"state\":\"error\"", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_else_gets_the_stored_bytes_at_once()
    {
        foreach (var dialect in new[] { ClientDialect.Auto, ClientDialect.Documented })
        {
            await using var feed = Serve(dialect);
            using var client = await feed.ConnectAsync();

            Assert.Equal(Of(State(Phase.Recording), Started(), Said(1)), await client.ReadLinesAsync(3));
        }
    }

    private static RunningFeed Serve(ClientDialect dialect = ClientDialect.Tauri) => new(dialect: dialect, before: Before);

    private static async Task<LineClient> ConnectAsync(RunningFeed feed)
    {
        var client = await feed.ConnectAsync();
        await feed.Time.WaitForTimersAsync(RunningFeed.OwnTimers + 1);
        return client;
    }

    private static List<string> Respelt(params IEnumerable<SessionEvent> events) => [.. Of(events).Select(Respell)];

    // By other means than the code under test.
    private static string Respell(string line) => line switch
    {
        _ when line.StartsWith("{\"type\":\"transcription\"", StringComparison.Ordinal) =>
            TimeOfDay().Replace(line, time => int.Parse($"{time.Groups[1]}{time.Groups[2]}{time.Groups[3]}", Invariant).ToString(Invariant)),
        _ when line.StartsWith("{\"type\":\"session_start\"", StringComparison.Ordinal)
            || line.StartsWith("{\"type\":\"session_end\"", StringComparison.Ordinal) =>
            OfSession().Replace(line, "\"session_id\":\"$1\",\"timestamp\":$2"),
        _ => line,
    };

    [GeneratedRegex("(?<=\"timestamp\":)\"(\\d\\d):(\\d\\d):(\\d\\d)\"")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex("\"session_id\":(\\d+),\"timestamp\":(\\d+)[.]\\d+")]
    private static partial Regex OfSession();
}
