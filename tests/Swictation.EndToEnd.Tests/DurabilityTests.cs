using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>What <c>--durability</c> says is so, on a disk whose syncs do not come back (promise P1).</summary>
public sealed class DurabilityTests : IDisposable
{
    private const string Sentence = "said while the disk is slow";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [HeldSyncsFact]
    public async Task P1_With_full_no_client_sees_an_event_before_the_sync_of_its_commit_is_through()
    {
        using var disk = new HeldSyncs();
        await using var daemon = await StartAsync(disk, "full");
        using var client = await daemon.ConnectAsync();
        await client.ReadLinesUntilAsync("recording");

        disk.Close();
        await daemon.SayAsync(Sentence);
        var seen = client.ReadLinesUntilAsync(Sentence);
        var isHeld = await disk.HoldCommitOfAsync(Sentence, daemon.Database + "-wal", () => seen.IsCompleted);

        Assert.True(isHeld, "The sentence was seen before the sync of its commit had even begun.");
        Assert.DoesNotContain(await ReadHistoryAsync(daemon), line => line.Contains(Sentence, StringComparison.Ordinal));
        Assert.False(seen.IsCompleted, "The sentence was seen before the sync of its commit was through.");
        disk.Open();
        await seen;
    }

    [HeldSyncsFact]
    public async Task P1_With_normal_clients_do_not_wait_for_a_sync()
    {
        using var disk = new HeldSyncs();
        await using var daemon = await StartAsync(disk, "normal");
        using var client = await daemon.ConnectAsync();
        await client.ReadLinesUntilAsync("recording");

        disk.Close();
        await daemon.SayAsync(Sentence);
        var seen = client.ReadLinesUntilAsync(Sentence);
        await disk.HoldCommitOfAsync(Sentence, daemon.Database + "-wal", () => seen.IsCompleted);

        await seen;
    }

    private async Task<DaemonProcess> StartAsync(HeldSyncs disk, string durability)
    {
        var daemon = await DaemonProcess.StartAsync(
            _directory.Path, "text:-", disk.Environment, "--record", "--durability", durability);
        Assert.True(disk.Begun > 0, "The syncs of the daemon go through the library.");
        return daemon;
    }

    // All that the daemon shows to a client that comes now: it has had its time to send what it should not.
    private static async Task<List<string>> ReadHistoryAsync(DaemonProcess daemon)
    {
        using var client = await daemon.ConnectAsync();
        await client.SendAsync("{\"hello\":{\"protocol\":2,\"after\":0}}\n");
        return await client.ReadLinesUntilAsync("caught_up");
    }
}
