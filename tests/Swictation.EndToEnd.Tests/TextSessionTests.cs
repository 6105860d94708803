using System.Text.Json;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

public sealed class TextSessionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task A_client_sees_a_session_from_start_to_end_in_the_documented_order()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        using var client = await daemon.ConnectAsync();
        var lines = await client.ReadLinesUntilAsync("metrics_update");

        await daemon.CommandAsync("toggle");
        await daemon.SayAsync("  the quick brown fox\t");
        await daemon.SayAsync("");
        await daemon.SayAsync("jumps über \"the\" dog");
        lines.AddRange(await client.ReadLinesUntilAsync("über"));
        await daemon.CommandAsync("toggle");
        lines.AddRange(await client.ReadLinesUntilAsync("\"state_change\",\"state\":\"idle\""));

        var shapes = lines.Where(line => !line.Contains("metrics_update", StringComparison.Ordinal))
            .Select(Shape);
        Assert.Equal(
            [
                "state_change idle", "session_start 1", "state_change recording",
                "transcription the quick brown fox", "transcription jumps über \"the\" dog",
                "session_end 1", "state_change idle",
            ],
            shapes);
    }

    [Fact]
    public async Task P3_What_is_broadcast_is_what_is_stored_byte_for_byte()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();

        await daemon.SayAsync("one two three");
        await client.ReadLinesUntilAsync("one two three");
        await daemon.SayAsync("naïve \\ 😀 \"quoted\"");
        var live = await client.ReadLinesUntilAsync("naïve");

        var stored = daemon.Query<string>("SELECT body FROM events ORDER BY seq").ToHashSet();
        Assert.All(live, line => Assert.Contains(line, stored));
    }

    [Fact]
    public async Task Lines_that_come_all_at_once_were_spoken_in_their_order()
    {
        var text = _directory.File("text");
        await File.WriteAllLinesAsync(text, Enumerable.Range(1, 20_000).Select(number => $"line {number}"));
        await using (var reading = await DaemonProcess.StartAsync(_directory.Path, $"text:{text}", "--record", "--exit-at-end"))
            await reading.ExitAsync();

        // At an end the read models may be behind; the next start brings them level.
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        await Eventually.IsTrueAsync(
            () => Assert.Single(daemon.Query<long>("SELECT count(*) FROM transcripts")) == 20_000, "all lines are in the read models");

        Assert.Equal(0, Assert.Single(daemon.Query<long>(
            "SELECT count(*) FROM (SELECT spoken_at, lag(spoken_at) OVER (ORDER BY seq) AS before FROM transcripts) "
            + "WHERE before > spoken_at")));
    }

    [Fact]
    public async Task While_idle_the_source_is_not_read()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        await daemon.SayAsync("said before the start");
        using var client = await daemon.ConnectAsync();

        var idle = await client.ReadLinesUntilAsync("metrics_update");
        await daemon.CommandAsync("start");
        var recording = await client.ReadLinesUntilAsync("said before the start");

        Assert.DoesNotContain(idle, line => line.Contains("transcription", StringComparison.Ordinal));
        Assert.Contains(recording, line => line.Contains("session_start", StringComparison.Ordinal));
    }

    [Fact]
    public async Task At_the_end_of_the_source_the_session_stays_open()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();
        await daemon.SayAsync("the last words");
        await client.ReadLinesUntilAsync("the last words");

        daemon.EndInput();
        await daemon.LogsAsync("The source has ended");
        var status = await daemon.CommandAsync("status");
        await daemon.CommandAsync("stop");
        var again = await daemon.CommandAsync("start");

        Assert.Contains("\"state\":\"recording\"", status, StringComparison.Ordinal);
        Assert.Contains("\"source_ended\":true", status, StringComparison.Ordinal);
        await daemon.LogsAsync("end it with 'swictation-daemon stop'");
        Assert.All([status, again], reply => Assert.Contains("the source has ended", reply, StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_exit_at_end_everything_is_stored_and_sent_before_the_daemon_exits()
    {
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, "text:-", "--record", "--exit-at-end");
        using var client = await daemon.ConnectAsync();
        // Before it is served, more may be said than a late client gets.
        await client.ReadLinesUntilAsync("\"type\":\"session_start\"");

        for (var i = 0; i < 5000; i++) await daemon.SayAsync($"line number {i}");
        await daemon.SayAsync("no newline at the end");
        daemon.EndInput();
        var lines = await client.ReadLinesToEndAsync();
        var exitCode = await daemon.ExitAsync();
        var left = Directory.GetFiles(_directory.Path, "log.db*").Select(Path.GetFileName).Order();

        Assert.Equal(0, exitCode);
        Assert.Equal(["log.db", "log.db.head", "log.db.lock", "log.db.reserve", "log.db.word"], left);
        Assert.Equal(5001, lines.Count(line => line.Contains("\"transcription\"", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("session_end", StringComparison.Ordinal));
        Assert.Equal(5001, Assert.Single(daemon.Query<long>("SELECT count(*) FROM events WHERE type = 'transcription'")));
    }

    [Fact]
    public async Task A_FIFO_takes_one_writer_after_another()
    {
        var fifo = _directory.File("fifo");
        await Executable.RunAsync("mkfifo", [fifo]);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, $"text:{fifo}", "--record");
        using var client = await daemon.ConnectAsync();

        await File.AppendAllTextAsync(fifo, "the first writer\n");
        await client.ReadLinesUntilAsync("the first writer");
        await File.AppendAllTextAsync(fifo, "the second writer\n");
        var lines = await client.ReadLinesUntilAsync("the second writer");

        Assert.Contains("the second writer", lines[^1], StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static string Shape(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var detail = root.GetProperty("type").GetString() switch
        {
            "state_change" => root.GetProperty("state").GetString(),
            "transcription" => root.GetProperty("text").GetString(),
            _ => root.GetProperty("session_id").GetRawText(),
        };
        return $"{root.GetProperty("type").GetString()} {detail}";
    }
}
