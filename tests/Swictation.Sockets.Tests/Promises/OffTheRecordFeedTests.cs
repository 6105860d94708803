using System.Text;
using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Sockets.Tests.Feed;
using Swictation.Testing;

namespace Swictation.Sockets.Tests.Promises;

/// <summary>The one exception to promise P3: who is there hears it, and the log does not have it.</summary>
public sealed class OffTheRecordFeedTests
{
    private const string Secret = "Kaltwassergeysir";
    private const string Withheld = "\"text\":\"[off the record]\"";

    private static readonly Transcription Said = new(
        Lines.Session, DateTimeOffset.UnixEpoch, Secret, 60, 1, 1, IsOffTheRecord: true);

    [Fact]
    public async Task P3_Clients_that_are_there_hear_it_and_those_who_come_later_are_told_that_it_was_withheld()
    {
        await using var feed = new StoredFeed();
        feed.Append(Lines.Started(), Lines.Said(1));
        using var live = await feed.ConnectAsync();
        using var numbered = await feed.ConnectAsync("""{"hello":{"after":0}}""");
        await live.ReadLinesAsync(2);
        await numbered.ReadLinesUntilAsync("caught_up");

        feed.Append(Said, Lines.Said(2));

        Assert.Contains($"\"text\":\"{Secret}\"", (await live.ReadLinesAsync(2))[0], StringComparison.Ordinal);
        var heard = (await numbered.ReadLinesAsync(2))[0];
        Assert.Contains(
            $"\"off_the_record\":true,\"type\":\"transcription\",\"text\":\"{Secret}\"",
            heard,
            StringComparison.Ordinal);

        using var late = await feed.ConnectAsync();
        var caughtUp = await late.ReadLinesAsync(4);
        Assert.Contains(Withheld, caughtUp[2], StringComparison.Ordinal);
        using var resumed = await feed.ConnectAsync("""{"hello":{"after":2}}""");
        var resumedLines = await resumed.ReadLinesUntilAsync("caught_up");
        var stored = resumedLines.Single(line => line.Contains("\"seq\":3,\"at\"", StringComparison.Ordinal));
        Assert.Contains(Withheld, stored, StringComparison.Ordinal);
        Assert.Contains("\"off_the_record\":true", stored, StringComparison.Ordinal);
        Assert.DoesNotContain(resumedLines.Concat(caughtUp), line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task P4_A_late_client_is_live_from_where_it_has_caught_up()
    {
        await using var feed = new StoredFeed();
        feed.Append(Lines.Started(), Said);
        using var late = await feed.ConnectAsync();
        var lines = await late.ReadLinesAsync(2);

        feed.Append(Said with { Text = Secret + " 2" }, Lines.Said(1));
        lines.AddRange(await late.ReadLinesAsync(2));

        Assert.Equal(
            ["[off the record]", Secret + " 2"],
            lines.Where(line => line.Contains("transcription", StringComparison.Ordinal)).Take(2).Select(TextOf));
    }

    [Fact]
    public async Task Client_that_lags_so_far_that_it_reads_the_disk_gets_what_is_stored()
    {
        await using var feed = new StoredFeed();
        feed.Append(Lines.Started());
        using var client = await feed.ConnectAsync("""{"hello":{"after":0,"types":["transcription"]}}""");
        await client.ReadLinesUntilAsync("caught_up");
        // As much as its socket and the memory for newest events take, before and after.
        for (var i = 0; i < 40; i++) feed.Append(Lines.SaidFrom(1, 40, filler: 5_000));
        feed.Append(Said);
        for (var i = 0; i < 40; i++) feed.Append(Lines.SaidFrom(1, 40, filler: 5_000));

        var lines = await client.ReadLinesAsync(3_201);

        Assert.Equal("[off the record]", TextOf(lines[1_600]));
    }

    [Fact]
    public async Task Its_text_is_in_no_file_and_not_in_the_full_text_index()
    {
        await using var feed = new StoredFeed();
        feed.Append(Lines.Started());
        using var live = await feed.ConnectAsync();
        await live.ReadLinesAsync(1);
        feed.Append(Said);
        Assert.Contains(Secret, (await live.ReadLinesAsync(1))[0], StringComparison.Ordinal);
        feed.Append(Lines.Ended(), Lines.State(Phase.Idle));

        AssertNowhere();
        await feed.Log.DisposeAsync();
        AssertNowhere();

        void AssertNowhere()
        {
            var files = Directory.EnumerateFiles(Path.GetDirectoryName(feed.Path)!, "log.db*")
                .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
                .ToList();
            Assert.NotEmpty(files);
            foreach (var file in files)
            {
                Assert.Equal(-1, OtherProgram.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)));
            }
        }
    }

    private static string TextOf(string line) =>
        JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!;
}
