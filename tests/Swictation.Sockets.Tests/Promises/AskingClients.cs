using Swictation.Testing;

namespace Swictation.Sockets.Tests.Promises;

/// <summary>
/// Clients that have asked for more than their sockets hold and never read, and one that searches all the time.
/// </summary>
internal sealed class AskingClients : IDisposable
{
    public const int Sessions = 10_000;

    private const int Count = 10;

    private readonly List<LineClient> _stalled = [];
    private readonly CancellationTokenSource _ending = new();
    private Task _searching = Task.CompletedTask;

    private AskingClients()
    {
    }

    /// <summary>Searches that were answered.</summary>
    public int Answered { get; private set; }

    public static async Task<AskingClients> ConnectAsync(StoredFeed feed)
    {
        var before = feed.Server.ClientsSeen;
        var asking = new AskingClients();
        for (var i = 0; i < Count; i++)
        {
            var client = await feed.ConnectAsync("""{"hello":{"types":["off_the_record"]}}""");
            await client.SendAsync("""{"get":"sessions","request_id":"1"}""" + "\n");
            asking._stalled.Add(client);
        }

        asking._searching = Task.Run(() => asking.SearchAsync(feed));
        await Eventually.IsTrueAsync(() => feed.Server.ClientsSeen == before + Count + 1, "all are connected");
        return asking;
    }

    public void Dispose()
    {
        _ending.Cancel();
        _searching.Wait();
        foreach (var client in _stalled) client.Dispose();
        _ending.Dispose();
    }

    private async Task SearchAsync(StoredFeed feed)
    {
        using var client = await feed.ConnectAsync("""{"hello":{"types":["off_the_record"]}}""");
        while (!_ending.IsCancellationRequested)
        {
            await client.SendAsync("""{"get":"search","words":"et","limit":1000,"request_id":"2"}""" + "\n");
            await client.ReadLinesUntilAsync("\"done\"");
            Answered++;
        }
    }
}
