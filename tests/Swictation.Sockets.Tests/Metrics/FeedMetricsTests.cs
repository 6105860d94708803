using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed;
using Swictation.Sockets.Metrics;
using Swictation.Sockets.Tests.Feed;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Metrics;

public sealed class FeedMetricsTests
{
    private const int Some = 50;

    // Far more than the buffers of a Unix socket hold.
    private const int Many = 20_000;

    private static readonly TimeSpan StallTimeout = new FeedOptions().StallTimeout;

    [Fact]
    public async Task Every_client_and_every_event_is_counted_once()
    {
        var feed = new RunningFeed(maxClients: 3, before: Lines.State(Phase.Idle));
        var metrics = feed.Metrics;
        using var staying = await feed.ConnectAsync();
        using var leaving = await feed.ConnectAsync();
        using var stalling = await feed.ConnectAsync();
        LineClient[] all = [staying, leaving, stalling];
        foreach (var client in all) await client.ReadLineAsync();

        using (var refused = await feed.ConnectAsync()) await refused.ReadLinesToEndAsync();
        feed.Append(Lines.SaidFrom(1, Some));
        foreach (var client in all) await client.ReadLinesAsync(Some);
        await Eventually.IsTrueAsync(() => Sent(metrics) == all.Length * (1 + Some), "all sends are counted");
        var bytes = Lines.Stored(feed.Log).Sum(line => Encoding.UTF8.GetByteCount(line) + 1);
        Assert.Equal(all.Length * bytes, metrics.BytesSent);
        Assert.Equal((3, 4, 3, 0), (metrics.Clients, metrics.ClientsSeen, metrics.Connects, metrics.SlowestLag));

        leaving.Dispose();
        await Eventually.IsTrueAsync(() => metrics.Disconnects[DisconnectReason.Closed] == 1, "the client has left");
        feed.Append(Lines.SaidFrom(1, Many, filler: 100));
        await staying.ReadLinesAsync(Many);
        Assert.InRange(metrics.SlowestLag, 1, Many);
        await Eventually.IsTrueAsync(
            () =>
            {
                feed.Time.Advance(StallTimeout);
                return metrics.Clients == 1;
            },
            "the stalling client is closed");
        await feed.DisposeAsync();

        Assert.Equal(
            [(DisconnectReason.Closed, 1), (DisconnectReason.Gone, 0), (DisconnectReason.Stalled, 1),
                (DisconnectReason.Refused, 1), (DisconnectReason.Shutdown, 1), (DisconnectReason.Replaced, 0),
                (DisconnectReason.Error, 0)],
            Enum.GetValues<DisconnectReason>().Select(reason => (reason, (int)metrics.Disconnects[reason])));
        Assert.Equal((0, 4, 0), (metrics.Clients, metrics.ClientsSeen, metrics.SlowestLag));
        Assert.Equal((2, 0), (metrics.Errors[FeedErrorKind.Limit], metrics.Errors[FeedErrorKind.Internal]));
    }

    [Fact]
    public async Task What_is_sent_on_the_committing_thread_comes_from_memory_and_has_a_latency()
    {
        await using var feed = new RunningFeed(before: Lines.State(Phase.Idle));
        using var client = await feed.ConnectAsync();
        await client.ReadLineAsync();

        // The catch-up was read and not yet offered; after one line or two the client's loop has parked.
        var said = 0;
        while (feed.Metrics.EventsSentFromMemory == 0)
        {
            feed.Append(Lines.Said(++said));
            await client.ReadLineAsync();
        }

        await Eventually.IsTrueAsync(() => Sent(feed.Metrics) == said + 1, "all sends are counted");
        Assert.Equal(feed.Metrics.EventsSentFromMemory, feed.Metrics.CommitToSocket.Summarise().Count);
        Assert.NotEqual(0, feed.Metrics.EventsSentFromStorage);
    }

    [Theory]
    [InlineData(true, 2, 0)]
    [InlineData(false, 0, 2)]
    public void A_step_counts_for_where_its_page_was_read(bool isFromMemory, long fromMemory, long fromStorage)
    {
        var metrics = new FeedMetrics();
        var page = new EventPage(new byte[2], new EventEntry[2]) { IsFromMemory = isFromMemory };

        metrics.Sent(new FeedStep(page, 0, 2, TimeSpan.Zero));
        metrics.Sent(FeedStep.End);

        Assert.Equal((fromMemory, fromStorage), (metrics.EventsSentFromMemory, metrics.EventsSentFromStorage));
    }

    [Fact]
    public async Task A_client_that_leaves_lines_unread_is_gone()
    {
        await using var feed = new RunningFeed(before: [Lines.Started(), .. Lines.SaidFrom(1, 900, 1000)]);
        using (await feed.ConnectAsync())
            await Eventually.IsTrueAsync(() => feed.Metrics.BytesSent > 0, "lines wait to be read");

        await Eventually.IsTrueAsync(
            () => feed.Metrics.Disconnects[DisconnectReason.Gone] == 1, "the client is counted as gone");
        Assert.Equal(1, feed.Metrics.Errors[FeedErrorKind.Send]);
    }

    [Fact]
    public async Task A_client_that_has_read_everything_and_leaves_while_more_is_sent_is_no_error()
    {
        await using var feed = new RunningFeed(before: Lines.State(Phase.Idle));
        for (var said = 1; said <= Some; said++)
        {
            using var client = await feed.ConnectAsync();
            await client.ReadLineAsync();
            // At the same time, so that the sending meets the end before the reading does, or after it.
            await Task.WhenAll(Task.Run(client.Dispose), Task.Run(() => feed.Append(Lines.Said(said))));
        }

        await Eventually.IsTrueAsync(() => feed.Metrics.Clients == 0, "all have left");
        // Who was sent the line before it closed has left it unread; who was not has left as others do.
        Assert.Equal(feed.Metrics.Disconnects[DisconnectReason.Gone], feed.Metrics.Errors[FeedErrorKind.Send]);
        Assert.Equal(
            Some, feed.Metrics.Disconnects[DisconnectReason.Closed] + feed.Metrics.Disconnects[DisconnectReason.Gone]);
    }

    [Fact]
    public async Task A_client_that_sends_what_is_no_hello_is_closed_by_an_error()
    {
        await using var feed = new RunningFeed(before: Lines.State(Phase.Idle));
        using var client = await feed.ConnectAsync();

        await client.SendAsync("hello?\n");
        await client.ReadLinesToEndAsync();

        await Eventually.IsTrueAsync(
            () => feed.Metrics.Disconnects[DisconnectReason.Error] == 1, "the client is counted as closed by an error");
        Assert.Equal(1, feed.Metrics.Errors[FeedErrorKind.Request]);
    }

    private static long Sent(FeedMetrics metrics) => metrics.EventsSentFromMemory + metrics.EventsSentFromStorage;
}
