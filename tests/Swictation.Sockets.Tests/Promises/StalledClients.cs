using Swictation.Testing;

namespace Swictation.Sockets.Tests.Promises;

/// <summary>Clients that never read. Half of them are live; the others never get through their catch-up.</summary>
internal sealed class StalledClients : IDisposable
{
    public const int Count = 20;

    // Several times what a socket holds.
    private const int Events = 10_000;
    private const int Batch = 100;

    private readonly List<LineClient> _clients = [];

    private StalledClients()
    {
    }

    /// <summary>Connects them and appends until none of them takes any more.</summary>
    public static async Task<StalledClients> ConnectAsync(StoredFeed feed)
    {
        var before = feed.Server.ClientsSeen;
        var stalled = new StalledClients();
        for (var i = 0; i < Count / 2; i++)
        {
            stalled._clients.Add(await feed.ConnectAsync());
            stalled._clients.Add(await feed.ConnectAsync("""{"hello":{"after":0,"heartbeat_s":1}}"""));
        }

        await Eventually.IsTrueAsync(() => feed.Server.ClientsSeen == before + Count, "all are connected");
        for (var i = 0; i < Events; i += Batch) feed.Append(Burst.Events(1, Batch));
        return stalled;
    }

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
    }
}
