using System.Diagnostics;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Promises;

/// <summary>How long answers take.</summary>
[Trait("Category", "Stress")]
[Trait("Category", "Timing")]
[Collection(nameof(Listening.ProcessWide))]
public sealed class AskingTests(ITestOutputHelper output)
{
    private const int Sessions = 10_000;
    private const int Rounds = 5;

    private static readonly TimeSpan Promised = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Ten_thousand_sessions_are_listed_within_100_ms()
    {
        await using var feed = new StoredFeed();
        await feed.AppendSessionsAsync(1, Sessions);
        using var client = await feed.ConnectAsync("""{"hello":{}}""");
        await client.ReadLinesUntilAsync("caught_up");

        var best = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var asked = Stopwatch.GetTimestamp();
            await client.SendAsync("""{"get":"sessions","request_id":"7"}""" + "\n");
            var lines = 0;
            await client.ReadWhileAsync(line =>
            {
                lines++;
                return !line.Span.StartsWith("{\"type\":\"done\""u8);
            });
            var took = Stopwatch.GetElapsedTime(asked);
            output.WriteLine($"{lines - 1} sessions in {took.TotalMilliseconds:0.0} ms");
            Assert.Equal(Sessions, lines - 1);
            if (took < best) best = took;
        }

        if (QuietMachine.IsPromised) Assert.InRange(best, TimeSpan.Zero, Promised);
    }
}
