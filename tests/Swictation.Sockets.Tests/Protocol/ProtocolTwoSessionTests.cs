using Swictation.Domain.Events;
using Swictation.Sockets.Tests.Feed;
using Swictation.Testing;
using static Swictation.Sockets.Tests.Protocol.ProtocolTwo;

namespace Swictation.Sockets.Tests.Protocol;

/// <summary>Sessions that are played under protocol 2, with their pauses.</summary>
public sealed class ProtocolTwoSessionTests
{
    [Fact]
    public async Task A_session_is_sent_from_its_start_to_the_idle_state_after_it()
    {
        await using var feed = new RunningFeed(
            before: [.. Session, Lines.State(Phase.Idle), Lines.Started(2), Lines.Ended(2), Lines.State(Phase.Idle)]);
        using var client = await SayHelloAsync(feed, """{"hello":{"session":1}}""");

        var lines = await client.ReadLinesUntilAsync("caught_up");

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], lines[..^1].Select(Sequence));
    }

    [Fact]
    public async Task An_open_session_replayed_from_its_start_comes_to_the_present_and_stays_live()
    {
        await using var feed = new RunningFeed(before: [Lines.Started(), Lines.Said(1)]);
        using var client = await SayHelloAsync(feed, """{"hello":{"session":"last"}}""");

        var history = await client.ReadLinesUntilAsync("caught_up");
        feed.Append(Lines.Said(2), Lines.Ended(), Lines.State(Phase.Idle), Lines.Started(2));
        var live = await client.ReadLinesAsync(4);

        Assert.Equal([1, 2], Lines.Numbers([.. history, .. live]));
        Assert.Equal(6, Sequence(live[^1]));
    }

    [Fact]
    public async Task A_session_is_paced_and_pauses_are_no_longer_than_the_gap()
    {
        var at = Lines.Said(1).At;
        await using var feed = new RunningFeed(before:
        [
            Lines.Started(),
            Lines.Said(1) with { At = at.AddSeconds(2) },
            Lines.Said(2) with { At = at.AddHours(1) },
            Lines.Ended() with { At = at.AddHours(1) },
        ]);
        using var client = await SayHelloAsync(feed, """{"hello":{"session":1,"speed":2,"max_gap_s":10}}""");
        await client.ReadLineAsync();

        await AdvanceAsync(feed, TimeSpan.FromSeconds(1));
        var first = await client.ReadLineAsync();
        await AdvanceAsync(feed, TimeSpan.FromSeconds(5));
        var second = await client.ReadLineAsync();

        Assert.Equal([1, 2], Lines.Numbers([first, second]));
    }

    [Fact]
    public async Task What_happened_earlier_in_the_session_can_be_left_out()
    {
        var at = Lines.Said(1).At;
        await using var feed = new RunningFeed(before:
        [
            Lines.Started(), Lines.Said(1) with { At = at.AddSeconds(20) }, Lines.Said(2) with { At = at.AddSeconds(40) },
            Lines.Ended() with { At = at.AddSeconds(41) },
        ]);
        using var client = await SayHelloAsync(feed, """{"hello":{"session":1,"from_s":30}}""");

        var lines = await client.ReadLinesUntilAsync("caught_up");

        Assert.Equal(["transcription", "session_end", "caught_up"], lines.Select(Type));
    }

    [Fact]
    public async Task A_hello_in_the_middle_of_a_pause_is_answered_at_once()
    {
        var late = Lines.Said(1) with { At = Lines.Said(1).At.AddHours(1) };
        await using var feed = new RunningFeed(before: [Lines.Started(), late, Lines.Ended()]);
        using var client = await SayHelloAsync(feed, """{"hello":{"session":1,"speed":1}}""");
        await client.ReadLineAsync();

        await client.SendAsync("""{"hello":{"after":2}}""" + "\n");
        var lines = await client.ReadLinesUntilAsync("caught_up");

        Assert.Equal(["hello", "session_end", "caught_up"], lines.Select(Type));
    }

    [Fact]
    public async Task A_heartbeat_breaks_a_silence()
    {
        await using var feed = new RunningFeed(before: Session);
        using var client = await feed.ConnectAsync();
        await client.SendAsync("""{"hello":{"heartbeat_s":5}}""" + "\n");
        await feed.UntilNotedAsync(await client.ReadLinesUntilAsync("caught_up"));

        for (var second = 0; second < 5; second++) feed.Time.Advance(TimeSpan.FromSeconds(1));
        var line = await client.ReadLineAsync();

        Assert.StartsWith("""{"type":"heartbeat","seq":9,"timestamp":""", line, StringComparison.Ordinal);
    }

    private static async Task AdvanceAsync(RunningFeed feed, TimeSpan time)
    {
        await feed.Time.WaitForTimersAsync(RunningFeed.OwnTimers + 1).WaitAsync(LineClient.Deadline);
        feed.Time.Advance(time);
    }
}
