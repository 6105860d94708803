using Swictation.Domain.Events;
using Swictation.Sockets.Metrics;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Feed;

[Trait("Category", "Stress")]
public sealed class JoiningTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_client_of_an_empty_log_gets_what_comes()
    {
        await using var feed = new RunningFeed();
        using var client = await feed.ConnectAsync();

        feed.Append(Lines.State(Phase.Idle));
        var first = await client.ReadLineAsync();
        feed.Append(Lines.Started(), Lines.State(Phase.Recording), Lines.Said(1));

        Assert.Equal(
            Lines.Of(Lines.State(Phase.Idle), Lines.Started(), Lines.State(Phase.Recording), Lines.Said(1)),
            [first, .. await client.ReadLinesAsync(3)]);
    }

    [Fact]
    public async Task Two_clients_before_a_session_get_it_whole()
    {
        SessionEvent[] session =
        [
            Lines.Started(), Lines.State(Phase.Recording), Lines.Said(1), Lines.Metrics(Phase.Recording),
            Lines.Said(2), Lines.Ended(), Lines.State(Phase.Idle),
        ];
        await using var feed = new RunningFeed(before: Lines.State(Phase.Idle));
        using var first = await feed.ConnectAsync();
        using var second = await feed.ConnectAsync();
        await first.ReadLineAsync();
        await second.ReadLineAsync();

        feed.Append(session);

        Assert.Equal(Lines.Of(session), await first.ReadLinesAsync(session.Length));
        Assert.Equal(Lines.Of(session), await second.ReadLinesAsync(session.Length));
    }

    [Fact]
    public async Task Two_clients_during_a_session_are_told_what_was_said_and_then_what_is_said()
    {
        await using var feed = new RunningFeed(before:
        [
            Lines.Started(), Lines.State(Phase.Recording), Lines.Said(1), Lines.Metrics(Phase.Recording, 1),
            Lines.Measured(), Lines.Said(2), Lines.Metrics(Phase.Recording, 2),
        ]);
        using var first = await feed.ConnectAsync();
        using var second = await feed.ConnectAsync();
        var expected = Lines.Of(
            Lines.State(Phase.Recording), Lines.Started(), Lines.Said(1), Lines.Said(2),
            Lines.Metrics(Phase.Recording, 2), Lines.Said(3));
        var caughtUp = (await first.ReadLinesAsync(5), await second.ReadLinesAsync(5));

        feed.Append(Lines.Measured(), Lines.Said(3));

        Assert.Equal(expected, [.. caughtUp.Item1, await first.ReadLineAsync()]);
        Assert.Equal(expected, [.. caughtUp.Item2, await second.ReadLineAsync()]);
    }

    [Fact]
    public async Task Two_clients_after_a_session_are_told_what_it_was()
    {
        await using var feed = new RunningFeed(before:
        [
            Lines.Started(), Lines.State(Phase.Recording), Lines.Said(1), Lines.Metrics(Phase.Recording, 1),
            Lines.Ended(), Lines.State(Phase.Idle),
        ]);
        using var first = await feed.ConnectAsync();
        using var second = await feed.ConnectAsync();
        var expected = Lines.Of(
            Lines.State(Phase.Idle), Lines.Started(), Lines.Said(1), Lines.Metrics(Phase.Recording, 1), Lines.Ended());

        Assert.Equal(expected, await first.ReadLinesAsync(5));
        Assert.Equal(expected, await second.ReadLinesAsync(5));
    }

    [Fact]
    public async Task A_late_client_gets_the_newest_transcriptions_only()
    {
        await using var feed = new RunningFeed(catchUp: 3, before: [Lines.Started(), .. Lines.SaidFrom(1, 10)]);
        using var client = await feed.ConnectAsync();

        Assert.Equal([8, 9, 10], Lines.Numbers(await client.ReadLinesAsync(4)));
        await Eventually.IsTrueAsync(() => feed.Metrics.Errors[FeedErrorKind.Limit] == 1, "the cut is counted");
    }

    [Fact]
    public async Task P3_What_a_client_gets_is_what_is_stored_byte_for_byte()
    {
        await using var feed = new RunningFeed(before: Lines.State(Phase.Idle));
        using var client = await feed.ConnectAsync();
        var first = await client.ReadLineAsync();

        feed.AppendTogether([Lines.Started(), .. new ArbitraryEvents(3).OfEveryType().Take(4_000)]);

        var stored = Lines.Stored(feed.Log);
        Assert.Equal(stored, [first, .. await client.ReadLinesAsync(stored.Count - 1)]);
    }

    [Fact]
    public async Task P4_A_client_that_joins_at_any_moment_of_a_burst_sees_every_event_once_in_order()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed: {seed}");
        var random = new Random(seed);
        const int Events = 20_000;
        const int Clients = 40;
        await using var feed = new RunningFeed(before: [Lines.Started(), Lines.State(Phase.Recording)], catchUp: Events);

        var burst = Task.Factory.StartNew(
            () => feed.Append(Lines.SaidFrom(1, Events)), TaskCreationOptions.LongRunning);
        var joining = Enumerable.Range(0, Clients)
            .Select(_ => random.Next(Events))
            .Select(moment => Task.Run(async () =>
            {
                await feed.Log.WaitForMoreAsync(moment, CancellationToken.None);
                using var client = await feed.ConnectAsync();
                return Lines.Numbers(await client.ReadLinesUntilAsync($"\"words\":{Events}}}"));
            }))
            .ToArray();

        await burst;
        var all = Enumerable.Range(1, Events);
        foreach (var numbers in await Task.WhenAll(joining)) Assert.Equal(all, numbers);
    }

    [Fact]
    public async Task P4_A_client_that_joins_a_long_session_sees_its_newest_part_and_every_event_from_there()
    {
        const int Events = 5_000;
        await using var feed = new RunningFeed(before: [Lines.Started()], catchUp: 10);
        var burst = Task.Factory.StartNew(
            () => feed.Append(Lines.SaidFrom(1, Events)), TaskCreationOptions.LongRunning);

        for (var i = 0; i < 20; i++)
        {
            using var client = await feed.ConnectAsync();
            var numbers = Lines.Numbers(await client.ReadLinesUntilAsync($"\"words\":{Events}}}"));

            Assert.Equal(Enumerable.Range(numbers[0], Events - numbers[0] + 1), numbers);
        }

        await burst;
    }
}
