using System.Text.Json;
using Swictation.Sockets.Requests;
using Swictation.Sockets.Tests.Feed;
using Swictation.Sockets.Tests.Protocol;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Requests;

/// <summary>Which requests are answered when, and which are not.</summary>
public sealed class RequestOrderTests
{
    [Fact]
    public async Task Request_before_a_hello_is_refused_and_the_feed_goes_on()
    {
        await using var feed = new RunningFeed(history: new HeldHistory(), before: ProtocolTwo.Session);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesUntilAsync("session_end");

        await client.SendAsync("""{"get":"sessions","request_id":"7"}""" + "\n");
        var refusal = await client.ReadLineAsync();
        feed.Append(Lines.Said(6));

        Assert.StartsWith("""{"type":"error","reply_to":"7","code":"hello_required",""", refusal, StringComparison.Ordinal);
        Assert.Equal(Lines.Of(Lines.Said(6)), await client.ReadLinesAsync(1));
    }

    [Fact]
    public async Task Refused_request_leaves_the_feed_as_it_is()
    {
        await using var feed = new RunningFeed(history: new HeldHistory(), before: ProtocolTwo.Session);
        using var client = await GreetedAsync(feed);

        await client.SendAsync("""{"get":"weather","request_id":"7"}""" + "\n");
        var refusal = await client.ReadLineAsync();
        feed.Append(Lines.Said(6));

        Assert.StartsWith("""{"type":"error","reply_to":"7","code":"unknown_request",""", refusal, StringComparison.Ordinal);
        Assert.Equal(10, ProtocolTwo.Sequence(await client.ReadLineAsync()));
    }

    [Fact]
    public async Task One_is_answered_at_a_time_eight_wait_and_more_are_refused()
    {
        var history = new HeldHistory();
        await using var feed = new RunningFeed(history: history);
        using var client = await GreetedAsync(feed);

        var sent = RequestQueue.MostWaiting + 1;
        for (var i = 1; i <= sent + 1; i++) await client.SendAsync(Search($"{i}"));
        var refusal = await client.ReadLineAsync();
        history.Release(sent);
        var answers = await client.ReadLinesAsync(sent);

        Assert.StartsWith(
            $$"""{"type":"error","reply_to":"{{sent + 1}}","code":"too_many_requests",""", refusal, StringComparison.Ordinal);
        Assert.Equal(
            Enumerable.Range(1, sent).Select(i => $$"""{"type":"done","reply_to":"{{i}}","more":false}"""), answers);
        Assert.Equal(1, history.MostSearching);
    }

    [Fact]
    public async Task Feed_goes_on_while_an_answer_is_looked_for()
    {
        var history = new HeldHistory();
        await using var feed = new RunningFeed(history: history);
        using var client = await GreetedAsync(feed);
        await client.SendAsync(Search("7"));
        await Eventually.IsTrueAsync(() => history.Searching == 1, "it is searched");

        feed.Append(Lines.Started(), Lines.Said(1));
        var live = await client.ReadLinesAsync(2);
        history.Release(1);

        Assert.Equal([1, 2], live.Select(ProtocolTwo.Sequence));
        Assert.Equal("done", ProtocolTwo.Type(await client.ReadLineAsync()));
    }

    [Fact]
    public async Task Session_that_is_played_at_its_pace_does_not_delay_an_answer()
    {
        await using var feed = new RunningFeed(history: new HeldHistory(sessions: 1), before: [
            Lines.Started(), Lines.Said(1) with { At = Lines.Said(1).At.AddHours(1) }, Lines.Ended()]);
        using var client = await ProtocolTwo.SayHelloAsync(feed, """{"hello":{"session":1,"speed":1}}""");
        Assert.Equal("session_start", ProtocolTwo.Type(await client.ReadLineAsync()));

        await client.SendAsync("""{"get":"sessions","request_id":"7"}""" + "\n");

        Assert.Equal(["session", "done"], (await client.ReadLinesAsync(2)).Select(ProtocolTwo.Type));
    }

    [Fact]
    public async Task Few_are_answered_at_once_over_all_clients()
    {
        var history = new HeldHistory();
        await using var feed = new RunningFeed(history: history);
        var clients = new List<LineClient>();
        for (var i = 0; i < 5; i++) clients.Add(await GreetedAsync(feed));
        foreach (var client in clients) await client.SendAsync(Search("7"));
        await Eventually.IsTrueAsync(() => history.Searching == 2, "two are searching");

        history.Release(clients.Count);
        foreach (var client in clients) Assert.Equal("done", ProtocolTwo.Type(await client.ReadLineAsync()));

        Assert.Equal(2, history.MostSearching);
        foreach (var client in clients) client.Dispose();
    }

    [Fact]
    public async Task Request_is_given_up_when_its_client_goes()
    {
        var history = new HeldHistory();
        await using var feed = new RunningFeed(history: history);
        var client = await GreetedAsync(feed);
        await client.SendAsync(Search("7") + Search("8"));
        await Eventually.IsTrueAsync(() => history.Searching == 1, "it is searched");

        client.Dispose();

        await Eventually.IsTrueAsync(() => history.GivenUp == 1 && feed.Server.ClientCount == 0, "it is given up");
        Assert.Equal(0, history.Searching);
    }

    [Fact]
    public async Task Search_that_takes_too_long_ends_with_an_error_and_the_next_one_is_answered()
    {
        var history = new HeldHistory();
        await using var feed = new RunningFeed(history: history);
        using var client = await GreetedAsync(feed);
        await client.SendAsync(Search("7") + Search("8"));
        await Eventually.IsTrueAsync(() => history.Searching == 1, "it is searched");

        feed.Time.Advance(new Sockets.Feed.FeedOptions().RequestTimeout);
        var refusal = await client.ReadLineAsync();
        history.Release(1);

        Assert.StartsWith("""{"type":"error","reply_to":"7","code":"timed_out",""", refusal, StringComparison.Ordinal);
        Assert.Equal("""{"type":"done","reply_to":"8","more":false}""", await client.ReadLineAsync());
    }

    [Fact]
    public async Task P5_Client_that_does_not_read_has_no_more_read_for_it_than_its_socket_takes()
    {
        var history = new HeldHistory(sessions: 1_000_000);
        await using var feed = new RunningFeed(history: history, before: ProtocolTwo.Session);
        using var stalled = await GreetedAsync(feed);
        using var other = await GreetedAsync(feed);

        await stalled.SendAsync("""{"get":"sessions","request_id":"7"}""" + "\n");
        await Eventually.IsTrueAsync(() => history.Lists > 0, "it is asked");
        // The other one gets its answer although the first never takes its own.
        await other.SendAsync("""{"get":"sessions","limit":1000,"request_id":"8"}""" + "\n");
        var answer = await other.ReadLinesUntilAsync("\"done\"");

        Assert.Equal(1_001, answer.Count);
        Assert.InRange(history.Lists, 1, 100);
    }

    [Fact]
    public async Task Where_there_is_nothing_to_ask_it_is_not_announced_and_refused()
    {
        await using var feed = new RunningFeed();
        using var client = await feed.ConnectAsync();

        await client.SendAsync("""{"hello":{}}""" + "\n" + Search("7"));
        var lines = await client.ReadLinesUntilAsync("\"error\"");

        Assert.DoesNotContain("get", Features(lines[0]));
        Assert.StartsWith("""{"type":"error","reply_to":"7","code":"not_available",""", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_is_the_reply_of_the_command_socket()
    {
        await using var feed = new RunningFeed(
            history: new HeldHistory(), readStatus: () => """{"status":"success","message":"The daemon is idle"}"""u8.ToArray());
        using var client = await feed.ConnectAsync();

        await client.SendAsync("""{"hello":{}}""" + "\n" + """{"get":"status","request_id":"7"}""" + "\n");
        var lines = await client.ReadLinesUntilAsync("\"done\"");

        Assert.Equal(["log_id", "types", "v", "replay", "get", "transcripts", "status", "head_hash"], Features(lines[0]));
        Assert.Equal("""{"type":"status","reply_to":"7","status":"success","message":"The daemon is idle"}""", lines[^2]);
        Assert.Equal("""{"type":"done","reply_to":"7","more":false}""", lines[^1]);
    }

    [Fact]
    public async Task Status_of_a_replay_is_refused()
    {
        await using var feed = new RunningFeed(history: new HeldHistory());
        using var client = await GreetedAsync(feed);

        await client.SendAsync("""{"get":"status","request_id":"7"}""" + "\n");

        Assert.StartsWith(
            """{"type":"error","reply_to":"7","code":"not_available",""", await client.ReadLineAsync(), StringComparison.Ordinal);
    }

    private static async Task<LineClient> GreetedAsync(RunningFeed feed)
    {
        var client = await ProtocolTwo.SayHelloAsync(feed, """{"hello":{}}""");
        await client.ReadLinesUntilAsync("caught_up");
        return client;
    }

    private static string Search(string id) => $$"""{"get":"search","words":"invoice","request_id":"{{id}}"}""" + "\n";

    private static IEnumerable<string> Features(string hello) => JsonDocument.Parse(hello).RootElement
        .GetProperty("features").EnumerateArray().Select(feature => feature.GetString()!);
}
