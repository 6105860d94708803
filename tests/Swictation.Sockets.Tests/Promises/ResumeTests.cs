using System.Diagnostics;
using System.Text;
using Swictation.Domain.Events;
using Swictation.Sockets.Client;
using Swictation.Sockets.Tests.Feed;
using Swictation.Sockets.Tests.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Promises;

[Trait("Category", "Stress")]
[Collection(nameof(ProcessWide))]
public sealed class ResumeTests(ITestOutputHelper output)
{
    private const int Cuts = 1_000;
    private const int Clients = 10;

    // A client is told some protocol 1 before its hello is heard; most connections get further than that.
    private const int CatchUp = 3;
    private const int MostBytes = 6_000;
    private const int EventsAtOnce = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task P4_Resuming_after_each_of_1000_cuts_at_random_bytes_ends_with_exactly_the_log()
    {
        var random = new Random(Seed.Take(output.WriteLine));
        using var directory = new TemporaryDirectory();
        await using var feed = new StoredFeed(CatchUp);
        feed.Append(Burst.Before);
        var planned = 0;
        await using var proxy = new CuttingProxy(
            directory.File("proxy.sock"),
            feed.Path,
            () => planned++ < Cuts ? random.Next(MostBytes) : null);
        using var late = new CancellationTokenSource(2 * LineClient.Deadline);
        var clients = Enumerable.Range(0, Clients)
            .Select(_ => new ReconnectingClient(
                directory.File("proxy.sock"),
                new() { After = 0, FirstPause = Pause, LongestPause = 5 * Pause },
                TimeProvider.System))
            .ToArray();

        var started = Stopwatch.GetTimestamp();
        var reading = clients.Select(client => Task.Run(() => ReadAsync(client, late.Token))).ToArray();
        var events = await AppendUntilCutAsync(feed, proxy, late.Token);
        var received = await Task.WhenAll(reading);

        output.WriteLine(
            $"{proxy.Cuts} cuts, {clients.Sum(client => client.Connections)} answered connections of {Clients} clients, "
            + $"{events} events in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s");
        Assert.True(proxy.Cuts >= Cuts);
        using var uncut = await feed.ConnectAsync("""{"hello":{"after":0}}""");
        await uncut.ReadLinesUntilAsync("\"type\":\"hello\"");
        var log = await uncut.ReadLinesAsync((int)Burst.PositionOf(events) + 1);
        foreach (var lines in received) Assert.Equal(log, lines);
    }

    /// <summary>Goes on until all the cuts are done; then ends the session, for the clients to know.</summary>
    private static async Task<int> AppendUntilCutAsync(
        StoredFeed feed, CuttingProxy proxy, CancellationToken cancellationToken)
    {
        var events = 0;
        using var pace = new PeriodicTimer(Pause);
        while (proxy.Cuts < Cuts && await pace.WaitForNextTickAsync(cancellationToken))
        {
            feed.Append(Burst.Events(events + 1, EventsAtOnce));
            events += EventsAtOnce;
        }

        feed.Append(Lines.Ended());
        return events;
    }

    private static async Task<List<string>> ReadAsync(ReconnectingClient client, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        await foreach (var e in client.ReadAllAsync(cancellationToken))
        {
            lines.Add(Encoding.UTF8.GetString(e.Line.Span));
            if (e.Type == SessionEnd.TypeName) break;
        }

        return lines;
    }
}
