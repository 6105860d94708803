using Swictation.Testing;

namespace Swictation.Sockets.Tests.Promises;

/// <summary>Clients that the feed sends nothing yet, because they would not hear it.</summary>
internal sealed class HeldClients : IDisposable
{
    private const int Count = 10;

    private readonly List<LineClient> _clients = [];

    private HeldClients()
    {
    }

    public static async Task<HeldClients> ConnectAsync(StoredFeed feed)
    {
        var before = feed.Server.ClientsSeen;
        var held = new HeldClients();
        for (var i = 0; i < Count; i++) held._clients.Add(await feed.ConnectAsync());
        await Eventually.IsTrueAsync(() => feed.Server.ClientsSeen == before + Count, "all are connected");
        return held;
    }

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
    }
}
