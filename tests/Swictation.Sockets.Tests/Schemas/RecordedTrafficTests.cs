using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Sockets.Feed;
using Swictation.Sockets.Tests.Feed;
using Swictation.Sockets.Tests.Requests;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Schemas;

/// <summary>Every line that comes through real sockets fits its schema.</summary>
public sealed class RecordedTrafficTests
{
    private static readonly ArbitraryEvents Arbitrary = new(seed: 11);

    [Fact]
    public async Task Lines_of_protocol_1_fit()
    {
        await using var feed = new RunningFeed(before: Arbitrary.OfEveryType().Take(200));
        using var client = await feed.ConnectAsync();
        // What is appended from now on comes live: the last session of the past is all that a client gets of that.
        var lines = await client.ReadLinesAsync(1);
        feed.Append(Arbitrary.OfEveryType().Take(100).Append(Lines.Ended(session: 99)));

        lines.AddRange(await client.ReadLinesUntilAsync("\"session_id\":99,"));
        AssertFit("protocol-1.schema.json", lines);
    }

    [Fact]
    public async Task Lines_for_the_desktop_interface_fit()
    {
        await using var feed = new RunningFeed(
            dialect: ClientDialect.Tauri, before: new EventFaker(seed: 4).Session(new(99), segments: 20));
        using var client = await feed.ConnectAsync();
        await Eventually.IsTrueAsync(() => feed.Server.ClientCount == 1, "it is connected");
        await Eventually.IsTrueAsync(
            async () =>
            {
                feed.Time.Advance(new FeedOptions().DesktopHold);
                await Task.Yield();
                return feed.Metrics.BytesSent > 0;
            },
            "the hold is over");

        AssertFit("protocol-1-desktop.schema.json", await client.ReadLinesUntilAsync("session_end"));
    }

    [Fact]
    public async Task Lines_of_protocol_2_fit()
    {
        var feed = new RunningFeed(
            hasSnapshots: true,
            history: new HeldHistory(sessions: 3),
            readStatus: () => """{"status":"success","message":"The daemon is idle","state":"idle","seq":7,"clients":1,"pid":1,"version":"1"}"""u8.ToArray(),
            before: Arbitrary.OfEveryType().Take(200));
        using var client = await feed.ConnectAsync();
        await client.SendAsync("""{"hello":{"log_id":"other"}}""" + "\n" + """{"hello":{"after":0,"heartbeat_s":1}}""" + "\n");
        var lines = await client.ReadLinesUntilAsync("\"type\":\"snapshot\"");
        await client.SendAsync("""{"get":"weather","request_id":"1"}""" + "\n");
        await client.SendAsync("""{"get":"status","request_id":"2"}""" + "\n");
        await client.SendAsync("""{"get":"sessions","request_id":"3"}""" + "\n");
        await client.SendAsync("""{"get":"session","session":"last","request_id":"4"}""" + "\n");
        await client.SendAsync("""{"get":"transcripts","request_id":"5"}""" + "\n");
        lines.AddRange(await client.ReadLinesUntilAsync("\"type\":\"done\",\"reply_to\":\"5\""));
        feed.Snapshot = feed.Snapshot with { State = Phase.Recording, Session = new(5), Trouble = [TroubleCode.MicrophoneQuiet.Name] };
        feed.Server.TellWhatGoesOn();
        lines.AddRange(await client.ReadLinesUntilAsync(TroubleCode.MicrophoneQuiet.Name));
        await feed.DisposeAsync();
        lines.AddRange(await client.ReadLinesToEndAsync());

        lines = [.. lines.SkipWhile(line => !line.Contains("log_changed", StringComparison.Ordinal))];
        AssertFit("protocol-2.schema.json", lines);
        Assert.Superset(
            new HashSet<string> { "error", "hello", "caught_up", "snapshot", "status", "session", "done", "bye" },
            lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("type").GetString()!).ToHashSet());
    }

    private static void AssertFit(string schema, List<string> lines)
    {
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Equal("", JsonSchemas.Problems(schema, line)));
    }
}
