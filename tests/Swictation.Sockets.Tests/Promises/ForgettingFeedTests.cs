using Swictation.Domain.Events;
using Swictation.Sockets.Tests.Feed;

namespace Swictation.Sockets.Tests.Promises;

/// <summary>What was forgotten reaches no client any more (promise P11).</summary>
public sealed class ForgettingFeedTests
{
    private const string Secret = "Kaltwassergeysir";

    private static readonly Transcription Said = new(Lines.Session, DateTimeOffset.UnixEpoch, Secret, 60, 1, 1);

    [Fact]
    public async Task P11_Clients_are_told_of_it_and_who_catches_up_gets_what_is_left()
    {
        await using var feed = new StoredFeed();
        feed.Append(Lines.Started(), Lines.Said(1), Said, Lines.Said(2));
        using var numbered = await feed.ConnectAsync("""{"hello":{"after":0}}""");
        Assert.Contains(await numbered.ReadLinesUntilAsync("caught_up"), line => line.Contains(Secret, StringComparison.Ordinal));

        feed.Log.Forget(new(feed.Log.Reader.Head, Positions: [new(3, 3)]), files: []);

        var told = (await numbered.ReadLinesUntilAsync("forgotten"))[^1];
        Assert.Contains("\"positions\":[[3,3]],\"by\":\"user\",\"why\":\"positions\",\"counts\":false", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, told, StringComparison.Ordinal);

        using var resumed = await feed.ConnectAsync("""{"hello":{"after":2}}""");
        var left = await resumed.ReadLinesUntilAsync("caught_up");
        Assert.DoesNotContain(left, line => line.Contains(Secret, StringComparison.Ordinal));
        var line = Assert.Single(left, line => line.Contains("\"seq\":3,\"at\"", StringComparison.Ordinal));
        Assert.Contains("\"type\":\"transcription\",\"text\":\"\"", line, StringComparison.Ordinal);
        Assert.Contains("\"forgotten\":true", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task P11_Clients_of_protocol_1_get_the_others_and_not_what_was_forgotten()
    {
        await using var feed = new StoredFeed();
        feed.Append(Lines.Started(), Lines.Said(1), Said, Lines.Said(2));
        feed.Log.Forget(new(feed.Log.Reader.Head, Words: Secret), files: []);

        using var late = await feed.ConnectAsync();
        var lines = await late.ReadLinesAsync(3);
        feed.Append(Lines.Said(3));
        lines.Add(await late.ReadLineAsync());

        Assert.Equal(3, lines.Count(line => line.Contains("\"type\":\"transcription\"", StringComparison.Ordinal)));
        Assert.DoesNotContain(lines, line => line.Contains("forgotten", StringComparison.Ordinal));
    }
}
