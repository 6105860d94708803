using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Sockets.Tests.Feed;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Protocol;

/// <summary>What the tests of protocol 2 have in common.</summary>
internal static class ProtocolTwo
{
    /// <summary>A session of five sentences in nine events.</summary>
    public static readonly IEnumerable<SessionEvent> Session =
        [Lines.State(Phase.Idle), Lines.Started(), Lines.State(Phase.Recording), .. Lines.SaidFrom(1, 5), Lines.Ended()];

    /// <summary>Connects, reads what protocol 1 sends, says hello, and reads the answer to it.</summary>
    public static async Task<LineClient> SayHelloAsync(RunningFeed feed, string hello)
    {
        var client = await feed.ConnectAsync();
        await client.SendAsync(hello + "\n");
        await client.ReadLinesUntilAsync("\"hello\"");
        return client;
    }

    public static long Sequence(string line) => JsonDocument.Parse(line).RootElement.GetProperty("seq").GetInt64();

    public static string? Type(string line) => JsonDocument.Parse(line).RootElement.GetProperty("type").GetString();
}
