using Swictation.Domain.Events;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Feed;

public sealed class ConnectionTests
{
    private static readonly TimeSpan Repetition = new FeedOptions().IdleRepetition;

    [Fact]
    public async Task A_client_that_ends_its_sending_goes_on_receiving()
    {
        await using var feed = new RunningFeed(before: Lines.State(Phase.Idle));
        using var client = await feed.ConnectAsync();
        await client.ReadLineAsync();

        client.EndSending();
        feed.Append(Lines.SaidFrom(1, 100));

        Assert.Equal(Enumerable.Range(1, 100), Lines.Numbers(await client.ReadLinesAsync(100)));
    }

    [Fact]
    public async Task What_a_client_says_is_ignored()
    {
        await using var feed = new RunningFeed(before: Lines.State(Phase.Idle));
        using var client = await feed.ConnectAsync();

        await client.ReadLineAsync();

        await client.SendAsync(new byte[50_000]);
        feed.Append(Lines.Said(1));

        Assert.Equal(Lines.Of(Lines.Said(1)), await client.ReadLinesAsync(1));
    }

    [Fact]
    public async Task A_client_that_leaves_is_forgotten_even_if_nothing_is_sent()
    {
        await using var feed = new RunningFeed();
        using (await feed.ConnectAsync())
            await Eventually.IsTrueAsync(() => feed.Server.ClientCount == 1, "the client is connected");

        await Eventually.IsTrueAsync(() => feed.Server.ClientCount == 0, "the client is forgotten");
        Assert.Equal(1, feed.Server.ClientsSeen);
    }

    [Fact]
    public async Task A_client_that_leaves_with_unread_lines_is_forgotten()
    {
        await using var feed = new RunningFeed(before: [Lines.Started(), .. Lines.SaidFrom(1, 900, 1000)]);
        using (var client = await feed.ConnectAsync()) await client.ReadLineAsync();

        await Eventually.IsTrueAsync(() => feed.Server.ClientCount == 0, "the client is forgotten");
    }

    [Fact]
    public async Task Clients_that_come_and_go_disturb_nobody()
    {
        const int Events = 5_000;
        await using var feed = new RunningFeed(before: Lines.State(Phase.Idle));
        using var staying = await feed.ConnectAsync();
        await staying.ReadLineAsync();
        var burst = Task.Factory.StartNew(
            () => feed.Append(Lines.SaidFrom(1, Events)), TaskCreationOptions.LongRunning);

        for (var i = 0; i < 100; i++)
        {
            using var passing = await feed.ConnectAsync();
            if (i % 2 == 0) await passing.ReadLineAsync();
        }

        await burst;
        Assert.Equal(Enumerable.Range(1, Events), Lines.Numbers(await staying.ReadLinesAsync(Events)));
        await Eventually.IsTrueAsync(() => feed.Server.ClientCount == 1, "the passing clients are forgotten");
        Assert.Equal(101, feed.Server.ClientsSeen);
    }

    [Fact]
    public async Task A_replay_that_has_come_to_the_present_is_live()
    {
        var replay = new FixedFeedPlanner([new FeedRange(0, Pace: new(0.5))]);
        await using var feed = new RunningFeed(planner: replay, before: Lines.Said(1));
        using var client = await feed.ConnectAsync();
        await client.ReadLineAsync();
        var later = Lines.Said(2) with { At = Lines.Said(1).At.AddHours(2) };

        feed.Append(later);

        Assert.Equal(Lines.Of(later), await client.ReadLinesAsync(1));
    }

    [Fact]
    public async Task Outside_a_session_the_stored_metrics_are_sent_again_every_second()
    {
        await using var feed = new RunningFeed(
            before: [Lines.Started(), Lines.Ended(), Lines.State(Phase.Idle), Lines.Metrics(Phase.Idle, 5)]);

        // The timer does not wait for clients: the first repetition comes less than a second after the catch-up.
        feed.Time.Advance(0.3 * Repetition);
        using var client = await feed.ConnectAsync();
        var metrics = Lines.Of(Lines.Metrics(Phase.Idle, 5));
        await client.ReadLinesAsync(4);
        await feed.UntilNotedAsync(events: 4);

        for (var second = 0; second < 5; second++)
        {
            feed.Time.Advance(Repetition);
            Assert.Equal(metrics, await client.ReadLinesAsync(1));
        }
    }

    [Fact]
    public async Task In_a_paused_session_they_are_too_also_for_a_client_that_came_late()
    {
        var idle = new MetricsUpdate(Lines.Session, DateTimeOffset.UnixEpoch, Phase.Idle, default, default);
        await using var feed = new RunningFeed(
            before:
            [
                Lines.Started(),
                new SessionPaused(Lines.Session, DateTimeOffset.UnixEpoch),
                Lines.State(Phase.Idle),
                idle,
                Lines.Said(1),
            ]);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesAsync(4);
        await feed.UntilNotedAsync(events: 4);

        feed.Time.Advance(Repetition);

        Assert.Equal(Lines.Of(idle), await client.ReadLinesAsync(1));
    }

    [Fact]
    public async Task In_a_session_nothing_is_sent_again()
    {
        await using var feed = new RunningFeed(before: [Lines.Metrics(Phase.Idle, 5), Lines.Started()]);
        using var client = await feed.ConnectAsync();
        await client.ReadLineAsync();
        feed.Append(Lines.Metrics(Phase.Recording, 6));
        await client.ReadLineAsync();

        feed.Time.Advance(3 * Repetition);
        feed.Append(Lines.Said(1));

        Assert.Equal(Lines.Of(Lines.Said(1)), await client.ReadLinesAsync(1));
    }

    [Fact]
    public async Task After_a_session_the_newest_metrics_are_sent_again()
    {
        await using var feed = new RunningFeed(before: [Lines.Started()]);
        using var client = await feed.ConnectAsync();
        feed.Append(Lines.Metrics(Phase.Recording, 6), Lines.Ended(), Lines.State(Phase.Idle));
        await client.ReadLinesAsync(4);
        await feed.UntilNotedAsync(events: 4);

        feed.Time.Advance(Repetition);

        Assert.Equal(Lines.Of(Lines.Metrics(Phase.Recording, 6)), await client.ReadLinesAsync(1));
    }

    [Fact]
    public async Task New_metrics_put_the_next_repetition_off()
    {
        await using var feed = new RunningFeed(before: [Lines.Metrics(Phase.Idle, 5)]);
        using var client = await feed.ConnectAsync();
        await client.ReadLineAsync();

        feed.Time.Advance(0.9 * Repetition);
        feed.Append(Lines.Metrics(Phase.Idle, 6));
        feed.Time.Advance(0.1 * Repetition);
        feed.Append(Lines.Said(1));

        Assert.Equal(Lines.Of(Lines.Metrics(Phase.Idle, 6), Lines.Said(1)), await client.ReadLinesAsync(2));
    }
}
