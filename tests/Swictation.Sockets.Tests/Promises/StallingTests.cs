using System.Diagnostics;
using Swictation.Sockets.Feed;
using Swictation.Sockets.Tests.Feed;
using Swictation.Sockets.Tests.Listening;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Promises;

[Trait("Category", "Stress")]
[Trait("Category", "Timing")]
[Collection(nameof(ProcessWide))]
public sealed class StallingTests(ITestOutputHelper output)
{
    private const int Reading = 10;
    private const int PerSecond = 1_000;
    private const int Measured = 1_200;

    private const int History = 10_000;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(0.2);

    // What shares the machine can spoil a round, but hardly each of them; a client that delays others spoils all.
    private const int Rounds = 3;

    [Fact]
    public Task P6_Stalling_clients_delay_neither_the_recorder_nor_the_others() =>
        AssertNoDelayAsync(ClientDialect.Documented, StalledClients.ConnectAsync);

    [Fact]
    public Task P6_Clients_that_are_held_delay_neither_the_recorder_nor_the_others() =>
        AssertNoDelayAsync(ClientDialect.Tauri, HeldClients.ConnectAsync);

    [Fact]
    public Task P6_Clients_that_ask_and_do_not_read_delay_neither_the_recorder_nor_the_others() =>
        AssertNoDelayAsync(
            ClientDialect.Documented, AskingClients.ConnectAsync, feed => feed.AppendSessionsAsync(2, AskingClients.Sessions));

    // Everybody gets everything; that it takes no longer is judged where the machine is quiet.
    private async Task AssertNoDelayAsync<T>(
        ClientDialect dialect, Func<StoredFeed, Task<T>> connectAsync, Func<StoredFeed, Task>? prepareAsync = null)
        where T : IDisposable
    {
        await using var feed = new StoredFeed(dialect: dialect);
        if (prepareAsync is not null) await prepareAsync(feed);
        feed.Append(Burst.Before);
        feed.Append(Burst.Events(1, History));
        await MeasureAsync(feed);

        for (var round = 1; ; round++)
        {
            var without = await MeasureAsync(feed);
            Latencies with;
            using (await connectAsync(feed)) with = await MeasureAsync(feed);

            output.WriteLine($"Without: {without}; with {typeof(T).Name}: {with}");
            if (with.AreWithinTwice(without) || !QuietMachine.IsPromised) return;
            Assert.True(round < Rounds, $"{typeof(T).Name} delay others in every round.");
            await Eventually.IsTrueAsync(() => feed.Server.ClientCount == 0, $"{typeof(T).Name} are gone");
        }
    }

    private static async Task<Latencies> MeasureAsync(StoredFeed feed)
    {
        var begun = new long[Measured];
        var appends = new long[Measured];
        var clients = await Task.WhenAll(Enumerable.Range(0, Reading).Select(_ => JoinLiveAsync(feed)));
        var receiving = clients.Select(client => Task.Run(() => ReceiveAsync(client, begun))).ToArray();
        await Task.Factory.StartNew(() => Append(feed, begun, appends), TaskCreationOptions.LongRunning);
        var receipts = await Task.WhenAll(receiving);
        foreach (var client in clients) client.Dispose();
        return Latencies.From(appends, receipts);
    }

    private static async Task<LineClient> JoinLiveAsync(StoredFeed feed)
    {
        var client = await feed.ConnectAsync("""{"hello":{}}""");
        await client.ReadWhileAsync(line => !line.Span.StartsWith("{\"type\":\"caught_up\""u8));
        return client;
    }

    private static void Append(StoredFeed feed, long[] begun, long[] appends)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Measured; i++)
        {
            while (Stopwatch.GetElapsedTime(started).TotalSeconds * PerSecond < i) Thread.Sleep(Tick);
            begun[i] = Stopwatch.GetTimestamp();
            feed.Append(Lines.Said(i));
            appends[i] = Stopwatch.GetTimestamp() - begun[i];
        }
    }

    private static async Task<long[]> ReceiveAsync(LineClient client, long[] begun)
    {
        var receipts = new long[begun.Length];
        var received = 0;
        await client.ReadWhileAsync(_ =>
        {
            receipts[received] = Stopwatch.GetTimestamp() - begun[received];
            return ++received < receipts.Length;
        });
        return receipts;
    }
}
