using Swictation.Domain.Events;
using Swictation.Sockets.Cursors;
using Swictation.Testing;
using static Swictation.Sockets.Tests.Feed.Lines;

namespace Swictation.Sockets.Tests.Feed;

/// <summary>A past session in place of the present, for clients that are connected.</summary>
public sealed class PlaybackTests
{
    private static readonly SessionId First = new(1);

    private static readonly SessionEvent[] Recorded =
    [
        Started(),
        State(Phase.Recording),
        Later(10, Said(1)),
        Later(20, Said(2)),
        Later(30, Ended()),
        Later(30, State(Phase.Idle)),
    ];

    private static readonly SessionEvent[] Next =
        [Started(2), Spoken(3, of: 2), Ended(2), State(Phase.Idle)];

    // A client that is in the present: the state, and the last session.
    private static readonly string[] Present = [.. Of(State(Phase.Idle), Started(2), Spoken(3, of: 2), Ended(2))];

    // What was the state before the session comes first.
    private static readonly string[] Played = [.. Of([State(Phase.Idle), .. Recorded])];

    [Fact]
    public async Task Client_gets_the_session_and_then_the_present_again_and_goes_on()
    {
        await using var feed = NewFeed();
        using var client = await feed.ConnectAsync();
        Assert.Equal(Present, await client.ReadLinesAsync(4));

        Assert.Equal(1, Play(feed));

        Assert.Equal([.. Played, .. Present], await client.ReadLinesAsync(11));
        await Eventually.IsTrueAsync(() => feed.Server.Played is null, "nothing is played any more");
        feed.Append(Started(3));
        Assert.Equal(Of(Started(3)), await client.ReadLinesAsync(1));
    }

    [Fact]
    public async Task P3_Nothing_of_it_enters_the_log()
    {
        await using var feed = NewFeed();
        using var client = await feed.ConnectAsync();
        await client.ReadLinesAsync(4);
        var head = feed.Log.Head;

        Play(feed);

        await client.ReadLinesAsync(11);
        Assert.Equal(head, feed.Log.Head);
    }

    [Fact]
    public async Task Without_a_client_nothing_is_played()
    {
        await using var feed = NewFeed();

        Assert.Equal(0, Play(feed));
        Assert.Null(feed.Server.Played);
    }

    [Fact]
    public async Task P4_It_can_be_stopped_at_any_moment_and_what_was_committed_meanwhile_is_in_the_present()
    {
        await using var feed = NewFeed();
        using var client = await feed.ConnectAsync();
        await client.ReadLinesAsync(4);

        // The clock stands still: only what is due at once comes.
        Play(feed, speed: 1);
        Assert.Equal(Played[..3], await client.ReadLinesAsync(3));
        Assert.Equal(First, feed.Server.Played);
        feed.Append(Started(3), Spoken(4, of: 3));

        Assert.True(feed.Server.StopPlaying());

        Assert.Equal(Of(State(Phase.Idle), Started(3), Spoken(4, of: 3)), await client.ReadLinesAsync(3));
        feed.Append(Spoken(5, of: 3));
        Assert.Equal(Of(Spoken(5, of: 3)), await client.ReadLinesAsync(1));
        Assert.False(feed.Server.StopPlaying());
    }

    [Fact]
    public async Task Client_that_connects_meanwhile_gets_it_too_and_the_last_one_ends_it()
    {
        await using var feed = NewFeed();
        using var first = await feed.ConnectAsync();
        await first.ReadLinesAsync(4);
        Play(feed, speed: 1);
        await first.ReadLinesAsync(3);

        using var second = await feed.ConnectAsync();
        Assert.Equal(Played[..3], await second.ReadLinesAsync(3));
        await feed.Time.WaitForTimersAsync(RunningFeed.OwnTimers + 2);
        feed.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal([.. Played[3..], .. Present], await second.ReadLinesAsync(8));
        Assert.Equal([.. Played[3..], .. Present], await first.ReadLinesAsync(8));
        await Eventually.IsTrueAsync(() => feed.Server.Played is null, "nothing is played any more");
    }

    [Fact]
    public async Task Client_of_protocol_2_gets_what_it_has_asked_for()
    {
        await using var feed = NewFeed();
        using var numbered = await feed.ConnectAsync();
        await numbered.SendAsync("""{"hello":{"types":["transcription"]}}""" + "\n");
        await numbered.ReadLinesUntilAsync("caught_up");
        using var client = await feed.ConnectAsync();
        await client.ReadLinesAsync(4);

        Assert.Equal(1, Play(feed));
        await client.ReadLinesAsync(11);
        feed.Append(Started(3), Spoken(4, of: 3));

        var line = Assert.Single(await numbered.ReadLinesAsync(1));
        Assert.Contains("\"session_id\":3", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_that_says_hello_meanwhile_leaves_it()
    {
        await using var feed = NewFeed();
        using var client = await feed.ConnectAsync();
        await client.ReadLinesAsync(4);
        Play(feed, speed: 1);
        await client.ReadLinesAsync(3);

        await client.SendAsync("""{"hello":{}}""" + "\n");

        var lines = await client.ReadLinesUntilAsync("caught_up");
        Assert.Contains("\"hello\"", lines[0], StringComparison.Ordinal);
        feed.Append(Spoken(4, of: 3));
        Assert.Contains("\"seq\"", Assert.Single(await client.ReadLinesAsync(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feed_that_ends_meanwhile_does_not_wait_for_the_pace()
    {
        var feed = NewFeed();
        using var client = await feed.ConnectAsync();
        await client.ReadLinesAsync(4);
        Play(feed, speed: 0.001);
        await client.ReadLinesAsync(3);

        await feed.DisposeAsync();

        Assert.Equal(Present, await client.ReadLinesToEndAsync());
    }

    private static SessionEvent Later(double seconds, SessionEvent recorded) =>
        recorded with { At = recorded.At.AddSeconds(seconds) };

    private static SessionEvent Spoken(int number, long of) => (Transcription)Said(number) with { Session = new(of) };

    private static RunningFeed NewFeed() => new(before: [State(Phase.Idle), .. Recorded, .. Next]);

    private static int Play(RunningFeed feed, double speed = 0) =>
        feed.Server.Play(First, new SessionFeedPlanner(feed.Log, First, new Pace(speed)));
}
