using Swictation.Domain.Events;
using Swictation.Sockets.Cursors;

namespace Swictation.Sockets.Tests.Feed;

public sealed class ThinnedReplayTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly SessionEvent Metrics =
        new MetricsUpdate(Lines.Session, Start, Phase.Recording, new(1, 2, 120, 1, 200), new(0, 0, 1));

    private static readonly SessionEvent Said = new Transcription(Lines.Session, Start.AddMinutes(1), "words", 120, 200, 1);

    [Fact]
    public async Task P9_Players_of_protocol_1_get_the_newest_metrics_every_second_where_they_were_thinned()
    {
        await using var feed = new RunningFeed(
            planner: new FixedFeedPlanner([new FeedRange(0, 4, Pace: new(1))]), before: [Lines.Started(), Metrics, Metrics, Said]);
        feed.Log.Remove(3, 3, RemovalReason.Retention);
        using var client = await feed.ConnectAsync();
        Assert.Equal(Lines.Of(Lines.Started(), Metrics), await client.ReadLinesAsync(2));

        for (var second = 1; second < 5; second++)
        {
            await feed.Time.WaitForTimersAsync(RunningFeed.OwnTimers + 1);
            feed.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(Lines.Of(Metrics), await client.ReadLinesAsync(1));
        }

        await feed.Time.WaitForTimersAsync(RunningFeed.OwnTimers + 1);
        feed.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Lines.Of(Said), await client.ReadLinesAsync(1));
    }

    [Fact]
    public async Task Nothing_is_repeated_where_nothing_was_taken_out()
    {
        await using var feed = new RunningFeed(
            planner: new FixedFeedPlanner([new FeedRange(0, 3, Pace: new(1))]), before: [Lines.Started(), Metrics, Said]);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesAsync(2);

        await feed.Time.WaitForTimersAsync(RunningFeed.OwnTimers + 1);
        feed.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Lines.Of(Said), await client.ReadLinesAsync(1));
    }
}
