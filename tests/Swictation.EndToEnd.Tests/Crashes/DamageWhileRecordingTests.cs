using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Crashes;

/// <summary>A log that turns out to be damaged while a daemon records into it: no line is lost, and no client.</summary>
[Trait("Category", "Stress")]
public sealed class DamageWhileRecordingTests : IDisposable
{
    private const int Sentences = 40;

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task A_position_that_is_taken_costs_no_line_and_no_client()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();
        await SayAsync(daemon, client, 1, Sentences / 2);
        using var numbered = await daemon.ConnectAsync();
        await numbered.SendAsync("{\"hello\":{\"after\":0}}\n");
        await numbered.ReadLinesUntilAsync("caught_up");
        TakeThePosition(daemon);

        await SayAsync(daemon, client, (Sentences / 2) + 1, Sentences);

        Assert.EndsWith("{\"type\":\"bye\",\"reason\":\"log_changed\"}", (await numbered.ReadLinesToEndAsync())[^1], StringComparison.Ordinal);
        await client.ReadLinesUntilAsync("\"state\":\"recording\"");
        Assert.Contains("\"status\":\"success\"", await daemon.CommandAsync("status"), StringComparison.Ordinal);
        await daemon.LogsAsync("2033");
        AssertAllIsThere(daemon);
        Assert.Contains("success", await daemon.CommandAsync("quit"), StringComparison.Ordinal);
        Assert.Equal(0, await daemon.ExitAsync());
        await AssertNextStartIsFineAsync();
    }

    [Fact]
    public async Task A_database_that_is_cut_in_half_costs_nothing_that_is_said_from_then_on()
    {
        // While a recording goes on, all it says may be in the write-ahead log only: what is cut is an earlier one.
        await RecordAndQuitAsync();
        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            using var client = await daemon.ConnectAsync();
            await SayAsync(daemon, client, 1, Sentences);
            var length = new FileInfo(daemon.Database).Length;
            Assert.True(length > 16 * DatabasePages.UsualSize, $"{length} bytes");
            OtherProgram.Truncate(daemon.Database, length / 2);

            await daemon.SayAsync("said after the damage");
            await client.ReadLinesUntilAsync("said after the damage");
            await daemon.CommandAsync("stop");
            await daemon.CommandAsync("quit");
            await daemon.ExitAsync();
        }

        await using var next = await DaemonProcess.StartAsync(_directory.Path, "text:-");

        Assert.Contains("idle", await next.CommandAsync("status"), StringComparison.Ordinal);
        Assert.Single(next.Query<long>("SELECT seq FROM events WHERE body LIKE '%said after the damage%'"));
        Assert.Empty(Directory.EnumerateFiles(_directory.Path, "*unsaved*.jsonl"));
    }

    public void Dispose() => _directory.Dispose();

    private async Task RecordAndQuitAsync()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();
        await SayAsync(daemon, client, 1, Sentences);
        await daemon.CommandAsync("quit");
        Assert.Equal(0, await daemon.ExitAsync());
    }

    private static async Task SayAsync(DaemonProcess daemon, LineClient client, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            await daemon.SayAsync($"sentence {i} is here");
            await client.ReadLinesUntilAsync($"sentence {i} is here");
        }
    }

    private static void TakeThePosition(DaemonProcess daemon)
    {
        using var other = new SqliteConnection($"Data Source={daemon.Database};Mode=ReadWrite;Pooling=False");
        other.Execute(
            "DROP TRIGGER guard_events_insert; "
            + "INSERT INTO events (seq, at_us, type, version, body) SELECT max(seq) + 1, 0, 'x', 1, '{}' FROM events;");
    }

    private static void AssertAllIsThere(DaemonProcess daemon)
    {
        var texts = daemon.Query<string>("SELECT body ->> 'text' FROM events WHERE type = 'transcription' ORDER BY seq");
        Assert.Equal(Enumerable.Range(1, Sentences).Select(i => $"sentence {i} is here"), texts);
        Assert.Equal([0L], daemon.Query<long>("SELECT body ->> 'lost' FROM events WHERE type = 'log_salvaged'"));
    }

    private async Task AssertNextStartIsFineAsync()
    {
        await using var next = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        Assert.DoesNotContain("damaged", next.Log, StringComparison.Ordinal);
        AssertAllIsThere(next);
    }
}
