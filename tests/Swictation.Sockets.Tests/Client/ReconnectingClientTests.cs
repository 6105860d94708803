using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Sockets.Client;
using Swictation.Sockets.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Client;

public sealed class ReconnectingClientTests : IDisposable
{
    private readonly ScriptedFeed _feed = new();

    [Fact]
    public async Task An_event_is_given_with_its_position_its_time_its_session_its_type_and_its_line()
    {
        var serving = _feed.ServeAsync(ScriptedFeed.Answer(), ScriptedFeed.Event(5));

        var received = Assert.Single(await TakeAsync(New(new() { After = 4 }), 1));

        Assert.Equal("""{"hello":{"protocol":2,"after":4,"heartbeat_s":5}}""", await serving);
        Assert.Equal(5, received.Sequence);
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero).AddMicroseconds(250), received.At);
        Assert.Equal(new SessionId(7), received.Session);
        Assert.Equal(Transcription.TypeName, received.Type);
        Assert.Equal(ScriptedFeed.Event(5).TrimEnd(), Encoding.UTF8.GetString(received.Line.Span));
    }

    [Fact]
    public async Task A_daemon_that_is_not_in_the_first_place_is_followed_in_the_second()
    {
        var serving = _feed.ServeAsync(ScriptedFeed.Answer(), ScriptedFeed.Event(1));
        var place = new SocketPlace(
            "/nowhere/metrics.sock", new OwnDirectory(System.IO.Path.GetDirectoryName(_feed.Path)!));
        var client = new ReconnectingClient(place, new() { After = 0 }, TimeProvider.System);

        var received = Assert.Single(await TakeAsync(client, 1));

        await serving;
        Assert.Equal(1, received.Sequence);
    }

    [Fact]
    public async Task What_stands_before_the_answer_is_not_given()
    {
        var serving = _feed.ServeAsync(
            """{"type":"state_change","state":"idle","timestamp":1.0}""" + "\n",
            """{"type":"transcription","text":"\"type\":\"hello\"","timestamp":"09:00:00"}""" + "\n",
            ScriptedFeed.Answer(),
            ScriptedFeed.Event(1));

        var received = await TakeAsync(New(new() { After = 0 }), 1);

        await serving;
        Assert.Equal([1], received.Select(e => e.Sequence));
    }

    [Fact]
    public async Task P4_A_half_line_at_the_end_of_a_connection_is_thrown_away_and_comes_whole_with_the_next()
    {
        var client = New(new() { After = 0 });
        var receiving = TakeAsync(client, 3);

        await _feed.ServeAsync(ScriptedFeed.Answer(), ScriptedFeed.Event(1), ScriptedFeed.Event(2)[..^1]);
        var second = await _feed.ServeAsync(ScriptedFeed.Answer(), ScriptedFeed.Event(2), ScriptedFeed.Event(3));

        Assert.Equal([1, 2, 3], (await receiving).Select(e => e.Sequence));
        Assert.Contains("\"after\":1,", second, StringComparison.Ordinal);
        Assert.Equal(2, client.Connections);
    }

    [Fact]
    public async Task A_client_that_begins_with_the_present_resumes_from_there_though_it_has_got_nothing_yet()
    {
        var receiving = TakeAsync(New(new()), 1);

        var first = await _feed.ServeAsync(ScriptedFeed.Answer(head: 41));
        var second = await _feed.ServeAsync(ScriptedFeed.Answer(head: 42), ScriptedFeed.Event(42));

        await receiving;
        Assert.DoesNotContain("after", first, StringComparison.Ordinal);
        Assert.Contains("\"after\":41,", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Positions_advance_over_types_that_are_not_wanted()
    {
        var receiving = TakeAsync(New(new() { After = 0, Types = [Transcription.TypeName] }), 1);

        var first = await _feed.ServeAsync(ScriptedFeed.Answer(), """{"type":"caught_up","seq":7}""" + "\n");
        var second = await _feed.ServeAsync(
            ScriptedFeed.Answer(), """{"type":"heartbeat","seq":9,"timestamp":1.0}""" + "\n");
        var third = await _feed.ServeAsync(ScriptedFeed.Answer(), ScriptedFeed.Event(10));

        await receiving;
        Assert.Contains("\"types\":[\"transcription\"]", first, StringComparison.Ordinal);
        Assert.Contains("\"after\":7,", second, StringComparison.Ordinal);
        Assert.Contains("\"after\":9,", third, StringComparison.Ordinal);
    }

    [Fact]
    public async Task P9_A_gap_is_told_in_its_place_and_positions_advance_over_it()
    {
        List<RemovedRange> gaps = [];
        var receiving = TakeAsync(New(new() { After = 0, Removed = gaps.Add }), 2);

        await _feed.ServeAsync(
            ScriptedFeed.Answer(), ScriptedFeed.Event(1), """{"type":"removed","first":2,"last":9,"reason":"retention"}""" + "\n");
        var second = await _feed.ServeAsync(ScriptedFeed.Answer(), ScriptedFeed.Event(10));

        Assert.Equal([1, 10], (await receiving).Select(e => e.Sequence));
        Assert.Equal([new(2, 9, RemovalReason.Retention)], gaps);
        Assert.Contains("\"after\":9,", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_goodbye_and_after_a_refusal_for_want_of_room_it_connects_again()
    {
        var receiving = TakeAsync(New(new() { After = 0 }), 1);

        var (leaving, _) = await _feed.AcceptAsync();
        await leaving.SendAsync(ScriptedFeed.Answer() + """{"type":"bye","reason":"shutdown"}""" + "\n");
        var (full, _) = await _feed.AcceptAsync();
        await full.SendAsync("""{"type":"error","code":"too_many_clients","message":"full"}""" + "\n");
        await _feed.ServeAsync(ScriptedFeed.Answer(), ScriptedFeed.Event(1));

        Assert.Single(await receiving);
        leaving.Dispose();
        full.Dispose();
    }

    [Fact]
    public async Task Another_log_is_never_mixed_with_the_one_before()
    {
        var receiving = TakeAsync(New(new() { After = 0 }), 2);
        await _feed.ServeAsync(ScriptedFeed.Answer("one"), ScriptedFeed.Event(1));
        await _feed.ServeAsync(ScriptedFeed.Answer("two"), ScriptedFeed.Event(2));

        var replaced = await Assert.ThrowsAsync<LogReplacedException>(() => receiving);

        Assert.Equal(("one", "two"), (replaced.Expected, replaced.Found));
    }

    [Theory]
    [InlineData("position_pruned")]
    [InlineData("position_unknown")]
    [InlineData("code_of_a_later_version")]
    public async Task A_position_that_is_not_served_is_an_error_that_says_what_there_is(string code)
    {
        var receiving = TakeAsync(New(new() { After = 3 }), 1);
        await _feed.ServeAsync($$"""{"type":"error","code":"{{code}}","oldest":12,"message":"begin later"}""" + "\n");

        var refused = await Assert.ThrowsAsync<FeedRefusedException>(() => receiving);

        Assert.Equal((code, 12), (refused.Code.Name, refused.Oldest));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\n")]
    [InlineData("[1]\n")]
    [InlineData("{\"type\":\"\\ud800\"}\n")]
    public async Task What_is_no_feed_is_an_error(string line)
    {
        var receiving = TakeAsync(New(new() { After = 0 }), 1);
        await _feed.ServeAsync(line);

        await Assert.ThrowsAsync<NoFeedException>(() => receiving);
    }

    [Fact]
    public async Task A_line_without_an_end_does_not_grow_for_ever()
    {
        var receiving = TakeAsync(New(new() { After = 0, MaxLineBytes = 100_000 }), 1);
        await _feed.ServeAsync(new string('x', 100_000));

        await Assert.ThrowsAsync<NoFeedException>(() => receiving);
    }

    public void Dispose() => _feed.Dispose();

    private ReconnectingClient New(ReconnectingClientOptions options) =>
        new(_feed.Path, options with { FirstPause = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);

    private static async Task<List<ReceivedEvent>> TakeAsync(ReconnectingClient client, int count)
    {
        using var late = new CancellationTokenSource(LineClient.Deadline);
        var received = new List<ReceivedEvent>();
        await foreach (var e in client.ReadAllAsync(late.Token))
        {
            received.Add(e);
            if (received.Count == count) break;
        }

        return received;
    }
}
