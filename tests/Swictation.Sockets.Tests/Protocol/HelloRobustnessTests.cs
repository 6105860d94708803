using System.Text;
using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Sockets.Tests.Feed;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Protocol;

/// <summary>Hellos as no careful client would send them, and what clients may rely on all the same.</summary>
public sealed class HelloRobustnessTests
{
    private static readonly IEnumerable<SessionEvent> Session =
    [
        Lines.State(Phase.Idle), Lines.Started(), Lines.State(Phase.Recording), .. Lines.SaidFrom(1, 5), Lines.Ended(),
    ];

    [Fact]
    public async Task A_hello_may_be_split_at_every_byte()
    {
        await using var feed = new RunningFeed(before: Session);
        var hello = Encoding.UTF8.GetBytes("""{"hello":{"after":8,"client":"Bär"}}""" + "\n");

        for (var length = 1; length < hello.Length; length++)
        {
            using var client = await feed.ConnectAsync();
            await client.SendAsync(hello.AsMemory(0, length));
            var before = await client.ReadLinesUntilAsync("session_end");
            await client.SendAsync(hello.AsMemory(length));
            var lines = await client.ReadLinesUntilAsync("caught_up");

            Assert.Equal(8, before.Count);
            Assert.Equal(["hello", "session_end", "caught_up"], lines.Select(Type));
        }
    }

    [Fact]
    public async Task Of_two_hellos_in_one_write_both_are_answered_and_the_second_holds()
    {
        await using var feed = new RunningFeed(before: Session);
        using var client = await feed.ConnectAsync();

        await client.SendAsync("""{"hello":{"after":0}}""" + "\n" + """{"hello":{"after":8}}""" + "\n");
        await client.ReadLinesUntilAsync("\"type\":\"hello\"");
        var first = await client.ReadLinesUntilAsync("\"type\":\"hello\"");
        var second = await client.ReadLinesAsync(2);
        feed.Append(Lines.Said(6));

        var positions = first
            .Where(line => line.StartsWith("{\"seq\"", StringComparison.Ordinal)).Select(Sequence).ToList();
        Assert.Equal(Enumerable.Range(1, positions.Count).Select(i => (long)i), positions);
        Assert.Equal(["session_end", "caught_up"], second.Select(Type));
        Assert.Equal(10, Sequence(await client.ReadLineAsync()));
    }

    [Fact]
    public async Task Hellos_without_a_pause_for_the_answers_are_answered_one_after_the_other()
    {
        const int Many = 2_000;
        await using var feed = new RunningFeed(before: Session);
        using var client = await feed.ConnectAsync();

        var sending = client.SendAsync(string.Concat(Enumerable.Repeat("""{"hello":{"after":9}}""" + "\n", Many)));
        for (var i = 0; i < Many; i++) await client.ReadLinesUntilAsync("\"type\":\"hello\"");
        await sending;

        Assert.Equal("""{"type":"caught_up","seq":9}""", await client.ReadLineAsync());
    }

    [Fact]
    public async Task A_string_that_is_no_text_gets_an_error_and_is_closed()
    {
        await using var feed = new RunningFeed(before: Session);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesUntilAsync("session_end");

        await client.SendAsync("""{"hello":{"types":["\ud800"]}}""" + "\n");

        Assert.Contains("invalid_hello", Assert.Single(await client.ReadLinesToEndAsync()), StringComparison.Ordinal);
        await Eventually.IsTrueAsync(() => feed.Server.ClientCount == 0, "the client is closed");
    }

    [Fact]
    public async Task P4_A_heartbeat_in_a_pause_does_not_name_the_event_that_is_still_to_come()
    {
        var late = Lines.Said(1) with { At = Lines.Said(1).At.AddHours(1) };
        await using var feed = new RunningFeed(before: [Lines.Started(), late, Lines.Ended()]);
        using var client = await feed.ConnectAsync();
        await client.SendAsync("""{"hello":{"session":1,"speed":1,"heartbeat_s":5}}""" + "\n");
        await client.ReadLinesUntilAsync("{\"seq\":1,");

        await feed.Time.WaitForTimersAsync(RunningFeed.OwnTimers + 1).WaitAsync(LineClient.Deadline);
        feed.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.StartsWith("""{"type":"heartbeat","seq":1,""", await client.ReadLineAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task P4_A_session_that_is_resumed_does_not_begin_again_with_the_state_before_it()
    {
        await using var feed = new RunningFeed(before: Session);
        using var client = await feed.ConnectAsync();

        await client.SendAsync("""{"hello":{"session":1,"after":1}}""" + "\n");
        await client.ReadLinesUntilAsync("\"type\":\"hello\"");

        Assert.Equal(2, Sequence(await client.ReadLineAsync()));
    }

    private static long Sequence(string line) => JsonDocument.Parse(line).RootElement.GetProperty("seq").GetInt64();

    private static string? Type(string line) => JsonDocument.Parse(line).RootElement.GetProperty("type").GetString();
}
