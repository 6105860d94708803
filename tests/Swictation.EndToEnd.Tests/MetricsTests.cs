using System.Globalization;
using System.Text.Json;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

public sealed class MetricsTests : IDisposable
{
    private const int Sentences = 200;

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task All_forms_show_what_the_running_daemon_has_done()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();
        using (await daemon.ConnectAsync())
        {
            for (var i = 1; i <= Sentences; i++) await daemon.SayAsync($"sentence number {i}");
            await client.ReadLinesUntilAsync($"sentence number {Sentences}\"");
        }

        var json = await PrintAsync(daemon, "--json");
        await daemon.CommandAsync("stop");
        await client.ReadLinesUntilAsync("session_end");
        var table = await PrintAsync(daemon);
        var prometheus = PrometheusFormat.Read(await PrintAsync(daemon, "--prometheus"));

        var metrics = JsonDocument.Parse(json).RootElement.GetProperty("metrics");
        Assert.InRange(metrics.GetProperty("committed").GetInt64(), Sentences, 3 * Sentences);
        Assert.InRange(metrics.GetProperty("sent").GetInt64(), Sentences, 6 * Sentences);
        Assert.Equal(2, metrics.GetProperty("connects").GetInt64());
        Assert.InRange(metrics.GetProperty("commit_us").GetProperty("p50").GetDouble(), 1, 10_000_000);
        var events = daemon.Query<long>("SELECT max(seq) FROM events")[0];
        Assert.InRange(prometheus["swictation_events_committed_total"], Sentences, events);
        Assert.InRange(prometheus["""swictation_events_sent_total{source="memory"}"""], 1, 2 * events);
        Assert.InRange(prometheus["swictation_commit_seconds_count"], 1, events);
        Assert.Equal(
            prometheus["swictation_commit_seconds_count"], prometheus["""swictation_commit_seconds_bucket{le="+Inf"}"""]);
        Assert.InRange(prometheus["""swictation_commit_seconds_bucket{le="5"}"""], 1, events);
        Assert.Equal(2, prometheus["swictation_clients_seen_total"]);
        Assert.Equal(0, prometheus["""swictation_errors_total{kind="internal"}"""]);
        Assert.Matches(@"(?m)^  ever seen +2$", table);
    }

    [Fact]
    public async Task What_a_restarted_daemon_sends_of_the_past_comes_from_SQLite()
    {
        await using (var before = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            for (var i = 1; i <= Sentences; i++) await before.SayAsync($"sentence number {i}");
            using var watching = await before.ConnectAsync();
            await watching.ReadLinesUntilAsync($"sentence number {Sentences}\"");
            await before.KillAsync();
        }

        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        using var client = await daemon.ConnectAsync();
        await client.ReadLinesUntilAsync($"sentence number {Sentences}\"");

        // Lines are counted when they are sent; the client may have them a moment before.
        await Eventually.IsTrueAsync(async () => await SentFromSqliteAsync(daemon) >= Sentences, "what was sent is counted");
        Assert.InRange(await SentFromSqliteAsync(daemon), Sentences, 2 * Sentences);
    }

    private static async Task<long> SentFromSqliteAsync(DaemonProcess daemon) =>
        JsonDocument.Parse(await daemon.CommandAsync("metrics")).RootElement
            .GetProperty("metrics").GetProperty("sent_sqlite").GetInt64();

    [PromtoolFact]
    public async Task Prometheus_own_tool_has_no_complaint()
    {
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, "text:-", "--record", "--max-clients", "2", "--stall-timeout", "1");
        await CheckAsync(daemon);

        // Clients that read nothing, that leave lines unread, that are too many, and one that sends what is no hello.
        using var stalled = await daemon.ConnectAsync();
        using (await daemon.ConnectAsync())
        using (await daemon.ConnectAsync())
        {
            var sentence = new string('x', 2_000);
            for (var i = 0; i < Sentences; i++) await daemon.SayAsync($"{sentence} {i}");
        }

        await Eventually.IsTrueAsync(
            async () => PrometheusFormat.Read(await PrintAsync(daemon, "--prometheus")) is var figures
                && figures["""swictation_disconnects_total{reason="stalled"}"""] > 0
                && figures["""swictation_errors_total{kind="limit"}"""] > 1,
            "a client was closed for reading nothing");
        using (var mistaken = await daemon.ConnectAsync())
        {
            await mistaken.SendAsync("hello?\n");
            await mistaken.ReadLinesToEndAsync();
        }

        await Eventually.IsTrueAsync(
            async () => PrometheusFormat.Read(await PrintAsync(daemon, "--prometheus"))["""swictation_errors_total{kind="request"}"""] > 0,
            "the mistake is counted");
        await CheckAsync(daemon);
    }

    [Fact]
    public async Task Shutdown_logs_the_metrics_once()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");

        daemon.Signal("SIGTERM");
        await daemon.ExitAsync();

        var line = Assert.Single(
            daemon.Log.Split('\n'), line => line.Contains("Metrics: ", StringComparison.Ordinal));
        var committed = daemon.Query<long>("SELECT count(*) FROM events")[0].ToString(CultureInfo.InvariantCulture);
        Assert.Contains($"Metrics: {committed} events committed", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    [InlineData("--prometheus")]
    public async Task Without_a_daemon_there_is_one_line_that_says_so(params string[] form)
    {
        var socket = _directory.File("nobody.sock");

        var result = await Executable.RunAsync(
            Executable.Daemon, ["--metrics", .. form, "--ipc-socket", socket], _directory.Path);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(socket, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static async Task CheckAsync(DaemonProcess daemon)
    {
        var text = await PrintAsync(daemon, "--prometheus");
        var complaint = await Executable.RunAsync(Executable.StartInfo("promtool", ["check", "metrics"], home: null), text);
        Assert.Equal((0, "", ""), (complaint.ExitCode, complaint.Output, complaint.Error));
    }

    private static async Task<string> PrintAsync(DaemonProcess daemon, params string[] form)
    {
        var result = await Executable.RunAsync(
            Executable.Daemon, ["--metrics", .. form, "--ipc-socket", daemon.IpcSocket], daemon.Directory);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Output;
    }
}
