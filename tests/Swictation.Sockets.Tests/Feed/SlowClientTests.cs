using Swictation.Domain.Events;
using Swictation.Sockets.Feed;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Feed;

[Trait("Category", "Stress")]
public sealed class SlowClientTests
{
    // Far more than the buffers of a Unix socket hold.
    private const int Many = 20_000;
    private const int Filler = 100;

    private static readonly FeedOptions Options = new();

    [Fact]
    public async Task P6_A_stalled_client_delays_nobody()
    {
        await using var feed = new RunningFeed(before: Lines.State(Phase.Idle));
        using var stalled = await feed.ConnectAsync();
        using var reading = await feed.ConnectAsync();
        await stalled.ReadLineAsync();
        await reading.ReadLineAsync();
        var received = Task.Run(() => reading.ReadLinesAsync(Many));

        // The clock stands still: who waited for the stalled client would wait for ever.
        await Task.Run(() => feed.Append(Lines.SaidFrom(1, Many, Filler))).WaitAsync(LineClient.Deadline);

        Assert.Equal(Enumerable.Range(1, Many), Lines.Numbers(await received));
        using var late = await feed.ConnectAsync();
        Assert.Equal(Lines.Of(Lines.State(Phase.Idle)), await late.ReadLinesAsync(1));
        Assert.Equal(3, feed.Server.ClientCount);
    }

    [Fact]
    public async Task P6_A_client_that_takes_nothing_is_closed_after_the_stall_timeout()
    {
        // Its feed is planned when it is sent its first line: then nothing that comes later is left out.
        await using var feed = new RunningFeed(before: Lines.State(Phase.Idle));
        using var stalled = await feed.ConnectAsync();
        await stalled.ReadLineAsync();

        // The repetition of metrics has a timer as well.
        feed.Append(Lines.SaidFrom(1, Many, Filler));
        await feed.Time.WaitForTimersAsync(RunningFeed.OwnTimers + 1).WaitAsync(LineClient.Deadline);
        feed.Time.Advance(Options.StallTimeout - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, feed.Server.ClientCount);
        feed.Time.Advance(TimeSpan.FromMilliseconds(1));

        await Eventually.IsTrueAsync(() => feed.Server.ClientCount == 0, "the stalled client is closed");
    }

    [Fact]
    public async Task P4_A_client_that_reads_late_gets_every_event_however_they_were_appended()
    {
        // Batches of many sizes: now and then the socket takes a part of one and no more.
        for (var filler = 1_000; filler < 5_000; filler += 99)
        {
            await using var feed = new RunningFeed(before: Lines.State(Phase.Idle));
            using var client = await feed.ConnectAsync();
            await client.ReadLineAsync();

            for (var first = 1; first <= 500; first += 50) feed.AppendTogether(Lines.SaidFrom(first, 50, filler));

            Assert.Equal(Lines.Stored(feed.Log)[1..], await client.ReadLinesAsync(500));
        }
    }

    [Fact]
    public async Task Catching_up_with_more_than_the_socket_holds_is_complete_for_a_slow_reader()
    {
        await using var feed = new RunningFeed(
            catchUp: Many, before: [Lines.Started(), .. Lines.SaidFrom(1, Many, Filler)]);
        using var client = await feed.ConnectAsync();
        await feed.Time.WaitForTimersAsync(RunningFeed.OwnTimers + 1).WaitAsync(LineClient.Deadline);

        feed.Append(Lines.Said(Many + 1));

        var numbers = Lines.Numbers(await client.ReadLinesUntilAsync($"\"words\":{Many + 1}}}"));
        Assert.Equal(Enumerable.Range(1, Many + 1), numbers);
    }

    [Fact]
    public async Task Metrics_that_come_due_while_a_client_takes_nothing_are_not_left_out()
    {
        await using var feed = new RunningFeed(before: [Lines.State(Phase.Idle), Lines.Metrics(Phase.Idle, words: 5)]);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesAsync(2);
        feed.Append(Lines.SaidFrom(1, Many, Filler));
        await feed.Time.WaitForTimersAsync(RunningFeed.OwnTimers + 1).WaitAsync(LineClient.Deadline);

        feed.Time.Advance(Options.IdleRepetition);

        var lines = await client.ReadLinesAsync(Many + 1);
        Assert.Equal(Enumerable.Range(1, Many), Lines.Numbers(lines));
        Assert.Equal(Lines.Of(Lines.Metrics(Phase.Idle, words: 5)), lines[^1..]);
    }

    [Fact]
    public async Task Dispose_sends_what_is_in_the_log_before_it_closes()
    {
        var feed = new RunningFeed(catchUp: Many, before: [Lines.Started(), .. Lines.SaidFrom(1, Many, Filler)]);
        using var client = await feed.ConnectAsync();
        await client.ReadLineAsync();
        feed.Append(Lines.Ended());

        var disposing = feed.DisposeAsync();

        var lines = await client.ReadLinesToEndAsync();
        await disposing;
        Assert.Equal(Enumerable.Range(1, Many), Lines.Numbers(lines));
        Assert.Equal(Lines.Of(Lines.Ended()), lines[^1..]);
    }

    [Fact]
    public async Task Dispose_waits_for_a_stalled_client_no_longer_than_the_drain_timeout()
    {
        var feed = new RunningFeed(catchUp: Many, before: [Lines.Started(), .. Lines.SaidFrom(1, Many, Filler)]);
        using var stalled = await feed.ConnectAsync();
        await feed.Time.WaitForTimersAsync(RunningFeed.OwnTimers + 1).WaitAsync(LineClient.Deadline);

        var disposing = feed.DisposeAsync().AsTask();
        await Eventually.IsTrueAsync(() => !File.Exists(feed.Path), "no more clients are taken");
        Assert.False(disposing.IsCompleted);

        // Of the server's own timers none is left: these are the stall timeout and the drain timeout.
        await feed.Time.WaitForTimersAsync(2).WaitAsync(LineClient.Deadline);
        feed.Time.Advance(Options.DrainTimeout);

        await disposing.WaitAsync(LineClient.Deadline);
    }
}
