using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Sockets.Client;
using Swictation.Testing;
using static Swictation.Sockets.Tests.Feed.Lines;

namespace Swictation.Sockets.Tests.Feed;

/// <summary>What clients are told while nothing can be committed.</summary>
public sealed class OutageTests
{
    private const string Error = """{"type":"state_change","state":"error","timestamp":1772442000.0}""";

    private static readonly LogOutage FullDisk =
        new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero), new(ReasonCode.DiskFull));

    [Fact]
    public async Task Client_of_protocol_1_that_is_connected_is_told_at_once_and_once()
    {
        await using var feed = new RunningFeed(before: [State(Phase.Idle), Started(), State(Phase.Recording)]);
        using var client = await feed.ConnectAsync();
        await client.ReadLinesAsync(2);

        feed.Outages.Begin(FullDisk);
        feed.Outages.Begin(FullDisk);
        Assert.Equal(Error, await client.ReadLineAsync());

        feed.Outages.End();
        feed.Append(Said(1));
        Assert.Equal(Of(Said(1)), [await client.ReadLineAsync()]);
    }

    [Fact]
    public async Task Client_that_comes_during_it_gets_its_history_first_and_ends_in_error()
    {
        await using var feed = new RunningFeed(before: [State(Phase.Idle), Started(), State(Phase.Recording), Said(1)]);
        feed.Outages.Begin(FullDisk);

        using var client = await feed.ConnectAsync();
        var lines = await client.ReadLinesUntilAsync("error");

        Assert.Equal([.. Of(State(Phase.Recording), Started(), Said(1)), Error], lines);
    }

    [Fact]
    public async Task Client_of_protocol_2_gets_the_reason_behind_its_history()
    {
        await using var feed = new RunningFeed(before: [State(Phase.Idle)]);
        feed.Outages.Begin(FullDisk);
        using var client = await feed.ConnectAsync();
        await client.SendAsync("""{"hello":{"after":0}}""" + "\n");

        var lines = await client.ReadLinesUntilAsync("storage_failed");

        Assert.Contains("caught_up", lines[^2], StringComparison.Ordinal);
        var error = JsonDocument.Parse(lines[^1]).RootElement;
        Assert.Equal("error", error.GetProperty("type").GetString());
        Assert.Equal("storage_failed", error.GetProperty("code").GetString());
        Assert.StartsWith(
            "Nothing can be stored since 2026-03-02T09:00:00Z: the disk is full; free some space.",
            error.GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.False(error.TryGetProperty("seq", out _));
    }

    [Fact]
    public async Task Whoever_comes_afterwards_is_not_told()
    {
        await using var feed = new RunningFeed(before: [State(Phase.Idle)]);
        feed.Outages.Begin(FullDisk);
        feed.Outages.End();
        feed.Append(State(Phase.Recording));

        using var client = await feed.ConnectAsync();
        await client.ReadLinesAsync(1);
        feed.Append(Said(1));

        Assert.Equal(Of(Said(1)), [await client.ReadLineAsync()]);
    }

    [Fact]
    public async Task Metrics_are_sent_again_every_second_inside_a_session_too_each_time_with_the_error_behind_them()
    {
        await using var feed = new RunningFeed(
            before: [State(Phase.Idle), Started(), State(Phase.Recording), Lines.Metrics(Phase.Recording, words: 7)]);
        using var client = await feed.ConnectAsync();
        var lines = await client.ReadLinesUntilAsync("metrics_update");
        await feed.UntilNotedAsync(lines.Count);
        feed.Outages.Begin(FullDisk);
        await client.ReadLineAsync();

        for (var second = 0; second < 3; second++)
        {
            feed.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal([.. Of(Lines.Metrics(Phase.Recording, words: 7)), Error], await client.ReadLinesAsync(2));
        }
    }

    [Fact]
    public async Task Client_that_reconnects_by_itself_does_not_take_it_for_a_refusal()
    {
        await using var feed = new RunningFeed(before: [State(Phase.Idle)]);
        feed.Outages.Begin(FullDisk);
        var client = new ReconnectingClient(feed.Path, new() { After = 0 }, TimeProvider.System);
        using var late = new CancellationTokenSource(LineClient.Deadline);
        var received = new List<long>();

        await foreach (var e in client.ReadAllAsync(late.Token))
        {
            received.Add(e.Sequence);
            if (received.Count == 2) break;
            feed.Outages.Begin(FullDisk with { Reason = new(ReasonCode.ReadOnly) });
            feed.Append(State(Phase.Recording));
        }

        Assert.Equal([1, 2], received);
        Assert.Equal(1, client.Connections);
    }
}
