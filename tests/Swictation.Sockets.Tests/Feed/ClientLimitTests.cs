using Swictation.Testing;

namespace Swictation.Sockets.Tests.Feed;

public sealed class ClientLimitTests
{
    [Fact]
    public async Task One_client_more_than_the_limit_is_told_so_and_closed()
    {
        await using var feed = new RunningFeed(before: Lines.Started());
        var clients = new List<LineClient>();
        for (var i = 0; i < RunningFeed.MaxClients; i++) clients.Add(await feed.ConnectAsync());
        foreach (var client in clients) await client.ReadLineAsync();

        using var refused = await feed.ConnectAsync();
        var lines = await refused.ReadLinesToEndAsync();
        clients[0].Dispose();
        await Eventually.IsTrueAsync(() => feed.Server.ClientCount < RunningFeed.MaxClients, "a client has left");
        using var taken = await feed.ConnectAsync();

        Assert.Contains("too_many_clients", Assert.Single(lines), StringComparison.Ordinal);
        Assert.Equal(Lines.Of(Lines.Started()), await taken.ReadLinesAsync(1));
        clients.ForEach(client => client.Dispose());
    }
}
