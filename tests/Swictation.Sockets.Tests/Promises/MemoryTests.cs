using Swictation.Sockets.Tests.Listening;

namespace Swictation.Sockets.Tests.Promises;

/// <summary>Managed memory, whole and after a collection: nothing else runs in this process meanwhile.</summary>
[Trait("Category", "Stress")]
[Collection(nameof(ProcessWide))]
public sealed class MemoryTests(ITestOutputHelper output)
{
    private const int Batch = 500;
    private const long Mebibyte = 1024 * 1024;

    [Fact]
    public async Task P5_Memory_does_not_grow_with_the_log_nor_with_how_far_clients_are_behind()
    {
        const int More = 200_000;
        await using var feed = new StoredFeed();
        feed.Append(Burst.Before);
        Append(feed, 30_000);
        using var stalled = await StalledClients.ConnectAsync(feed);
        Append(feed, 30_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        Append(feed, More);

        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;
        output.WriteLine($"{before / Mebibyte} MiB, {grown / 1024} KiB more with {More} more events");
        Assert.InRange(grown, long.MinValue, Mebibyte);
        Assert.Equal(StalledClients.Count, feed.Server.ClientCount);
    }

    [Fact]
    public async Task P5_A_client_that_does_not_read_costs_a_page_and_a_send_buffer()
    {
        await using var feed = new StoredFeed();
        feed.Append(Burst.Before);
        Append(feed, 30_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        using var stalled = await StalledClients.ConnectAsync(feed);

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / StalledClients.Count;
        output.WriteLine($"{each / 1024} KiB for each client");
        Assert.InRange(each, long.MinValue, Mebibyte / 2);
    }

    private static void Append(StoredFeed feed, int count)
    {
        for (var i = 0; i < count; i += Batch) feed.Append(Burst.Events(1, Batch));
    }
}
