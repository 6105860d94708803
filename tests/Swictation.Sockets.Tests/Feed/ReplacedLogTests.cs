using Swictation.Domain.Events;
using static Swictation.Sockets.Tests.Feed.Lines;

namespace Swictation.Sockets.Tests.Feed;

/// <summary>Another log comes into the place of the one that is served: the old one was damaged, and salvaged.</summary>
public sealed class ReplacedLogTests
{
    private static readonly SessionEvent[] Old = [State(Phase.Idle), Started(), State(Phase.Recording), Said(1)];

    private static readonly SessionEvent[] Salvaged = [State(Phase.Idle), Started(), Said(1), Said(2), Said(3), Said(4)];

    [Fact]
    public async Task P4_Client_of_protocol_1_goes_on_with_what_comes_and_gets_nothing_twice()
    {
        await using var feed = new RunningFeed(before: Old);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesAsync(3);

        feed.Replace(Salvaged);
        feed.Append(Said(5), Said(6));

        Assert.Equal(Of(Said(5), Said(6)), await client.ReadLinesAsync(2));
    }

    [Fact]
    public async Task Client_of_protocol_2_gets_all_of_the_old_log_and_a_bye()
    {
        await using var feed = new RunningFeed(before: Old);
        using var client = await feed.ConnectAsync();
        await client.SendAsync("""{"hello":{"after":0}}""" + "\n");
        await client.ReadLinesUntilAsync("caught_up");

        feed.Replace(Salvaged);
        feed.Append(Said(5));

        Assert.Equal(["""{"type":"bye","reason":"log_changed"}"""], await client.ReadLinesToEndAsync());
    }

    [Fact]
    public async Task Client_of_protocol_1_that_replays_something_is_closed()
    {
        await using var feed = new RunningFeed(planner: new SessionOnce(), before: Old);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesAsync(1);

        feed.Replace(Salvaged);

        Assert.Empty(await client.ReadLinesToEndAsync());
    }

    [Fact]
    public async Task Client_that_comes_afterwards_gets_the_new_log()
    {
        await using var feed = new RunningFeed(before: Old);
        feed.Replace(Salvaged);

        using var client = await feed.ConnectAsync();

        Assert.Equal(Of(State(Phase.Idle), Started(), Said(1), Said(2), Said(3), Said(4)), await client.ReadLinesAsync(6));
    }

    [Fact]
    public async Task Client_that_was_there_hears_what_is_off_the_record()
    {
        await using var feed = new RunningFeed(before: Old);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesAsync(3);
        feed.Replace(Salvaged);
        const string Live = """{"type":"transcription","text":"between us"}""";

        feed.Log.Append([new(
            new(1), 0, Transcription.TypeName, 2, """{"type":"transcription","text":""}"""u8.ToArray())
        {
            LiveBody = System.Text.Encoding.UTF8.GetBytes(Live),
        }]);

        Assert.Equal(Live, await client.ReadLineAsync());
    }

    private sealed class SessionOnce : Sockets.Cursors.IFeedPlanner
    {
        public Sockets.Cursors.FeedPlan PlanForNewClient() => new([Sockets.Cursors.FeedRange.Only(1)]);
    }
}
