using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

public sealed class CrashTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task P1_After_a_kill_everything_that_a_client_had_seen_is_in_the_log_and_sent_again()
    {
        List<string> seen;
        await using (var killed = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            using var client = await killed.ConnectAsync();
            for (var i = 0; i < 200; i++) await killed.SayAsync($"sentence {i}");
            seen = await client.ReadLinesUntilAsync("sentence 199");
            await killed.KillAsync();
        }

        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        using var late = await daemon.ConnectAsync();
        var caughtUp = await late.ReadLinesUntilAsync("metrics_update");

        var stored = daemon.Query<string>("SELECT body FROM events").ToHashSet();
        Assert.All(seen, line => Assert.Contains(line, stored));
        var transcriptions = seen.Where(line => line.Contains("\"transcription\"", StringComparison.Ordinal));
        Assert.All(transcriptions, line => Assert.Contains(line, caughtUp));
    }

    [Fact]
    public async Task P7_A_recent_session_goes_on_after_a_kill()
    {
        await using (var killed = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            using var client = await killed.ConnectAsync();
            await killed.SayAsync("before the crash");
            await client.ReadLinesUntilAsync("before the crash");
            await killed.KillAsync();
        }

        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        using var later = await daemon.ConnectAsync();
        await daemon.SayAsync("after the crash");
        await later.ReadLinesUntilAsync("after the crash");
        await daemon.CommandAsync("stop");
        await later.ReadLinesUntilAsync("session_end");

        Assert.Equal(
            ["before the crash", "after the crash"],
            daemon.Query<string>("SELECT text FROM transcripts WHERE session_id = 1 ORDER BY seq"));
        Assert.Equal(1, Assert.Single(daemon.Query<long>("SELECT count(*) FROM sessions WHERE end_time IS NOT NULL")));
        Assert.Equal(
            "1", Assert.Single(daemon.Query<string>("SELECT body ->> 'resumed' FROM events WHERE type = 'session_recovered'")));
    }

    [Fact]
    public async Task P7_An_older_session_is_closed_with_the_time_of_its_last_event()
    {
        await using (var killed = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            using var client = await killed.ConnectAsync();
            await killed.SayAsync("the only sentence");
            await client.ReadLinesUntilAsync("the only sentence");
            await killed.KillAsync();
        }

        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, "text:-", "--resume-window", "0");
        using var client2 = await daemon.ConnectAsync();
        var lines = await client2.ReadLinesUntilAsync("session_end");

        Assert.Contains("\"state\":\"idle\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"recovered\"", lines[^1], StringComparison.Ordinal);
        Assert.Equal(
            1,
            Assert.Single(daemon.Query<long>(
                """
                SELECT (SELECT at_us FROM events WHERE type = 'session_end') = max(at_us)
                FROM events
                WHERE session_id = 1
                AND seq < (SELECT seq FROM events WHERE type = 'session_recovered')
                """)));
        Assert.Contains("\"state\":\"idle\"", await daemon.CommandAsync("status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task P2_A_second_daemon_on_the_same_log_refuses_and_touches_nothing()
    {
        await using var first = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");

        var sameSockets = await Executable.RunAsync(
            Executable.Daemon,
            ["--db", _directory.File("other.db"), "--metrics-socket", first.MetricsSocket, "--ipc-socket", first.IpcSocket, "--source", "text:-"]);
        var sameLog = await Executable.RunAsync(
            Executable.Daemon,
            ["--db", first.Database, "--metrics-socket", _directory.File("m"), "--ipc-socket", _directory.File("i"), "--source", "text:-"]);

        Assert.Equal(1, sameSockets.ExitCode);
        Assert.Contains(first.MetricsSocket, Assert.Single(sameSockets.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(1, sameLog.ExitCode);
        Assert.Contains(first.Database, Assert.Single(sameLog.ErrorLines), StringComparison.Ordinal);
        Assert.False(File.Exists(_directory.File("other.db")) || File.Exists(_directory.File("m")));
        Assert.Contains("\"state\":\"recording\"", await first.CommandAsync("status"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_socket_file_is_replaced_and_the_link_made_again()
    {
        await using (var killed = await DaemonProcess.StartAsync(_directory.Path, "text:-"))
        {
            await killed.KillAsync();
            Assert.True(File.Exists(killed.MetricsSocket));
        }

        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        using var client = await daemon.ConnectAsync();
        using var link = await LineClient.ConnectAsync(_directory.File("swictation.sock"));
        await link.SendAsync("""{"action": "status"}""");

        Assert.Contains("success", await link.ReadLineAsync(), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();
}
