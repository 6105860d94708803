using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>What the daemon logs about itself on standard error: the form of a line, and how much.</summary>
public sealed partial class DaemonLogTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_line_for_the_journal_has_a_priority_and_no_time_of_day()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var journal = $"/dev/tcp/127.0.0.1/{((IPEndPoint)listener.LocalEndpoint).Port}";
        // A socket as the journal's is one; on any other standard error the same variable means nothing.
        var start = Executable.StartInfo(
            "bash",
            ["-c", $"exec 2<>{journal}; export JOURNAL_STREAM=$(stat -L -c %d:%i /dev/fd/2); exec \"$0\" \"$@\"",
                Executable.Daemon, .. Arguments],
            _directory.Path);
        start.Environment["SWICTATION_MAX_CLIENT"] = "2";
        using var daemon = System.Diagnostics.Process.Start(start)!;
        using var accepted = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        using var log = LineClient.Over(accepted);

        var lines = await log.ReadLinesUntilAsync(" is ready; event log");
        daemon.StandardInput.Close();
        lines.AddRange(await log.ReadLinesToEndAsync());

        Assert.All(lines, line => Assert.Matches(JournalLine, line));
        Assert.Contains(lines, line => line.StartsWith("<6>", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("<4>", StringComparison.Ordinal)); // the variable sets nothing
        await daemon.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Why_the_daemon_does_not_start_is_an_error_for_the_journal()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var journal = $"/dev/tcp/127.0.0.1/{((IPEndPoint)listener.LocalEndpoint).Port}";
        var running = Executable.RunAsync(
            "bash",
            ["-c", $"exec 2<>{journal}; export JOURNAL_STREAM=$(stat -L -c %d:%i /dev/fd/2); exec \"$0\" \"$@\"",
                Executable.Daemon, "--source", "nonsense"],
            _directory.Path);
        using var log = LineClient.Over(await listener.AcceptSocketAsync(TestContext.Current.CancellationToken));

        Assert.StartsWith("<3>swictation-daemon: ", Assert.Single(await log.ReadLinesToEndAsync()), StringComparison.Ordinal);
        Assert.Equal(2, (await running).ExitCode);
    }

    [Fact]
    public async Task A_line_for_anybody_else_has_the_time_of_day_whatever_the_variable_says()
    {
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, "text:-", new Dictionary<string, string> { ["JOURNAL_STREAM"] = "8:4711" });

        Assert.All(
            daemon.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches(@"^\d\d:\d\d:\d\d\.\d\d\d (info|warn): ", line));
    }

    [Fact]
    public async Task Connections_are_told_with_process_and_reason_where_somebody_wants_to_know()
    {
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, "text:-", "--log-level", "warning,daemon=info,feed=debug,commands=debug");

        using (var client = await daemon.ConnectAsync()) await client.ReadLineAsync();
        await daemon.CommandAsync("toggle");
        await daemon.CommandAsync("fly");

        await WaitForLogAsync(daemon, $@"Metrics client 1 connected: process .+ \({Environment.ProcessId}\)");
        await WaitForLogAsync(daemon, "Metrics client 1 closed at position [0-9]+: Closed|Metrics client 1 is gone at position [0-9]+: ");
        await WaitForLogAsync(daemon, $@"Process .+ \({Environment.ProcessId}\) asked for toggle: Recording started");
        await WaitForLogAsync(daemon, $@"Process .+ \({Environment.ProcessId}\) was refused fly: unknown_action: ");
        Assert.DoesNotContain("Swictation.Storage", daemon.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Under_a_service_manager_SIGHUP_reads_the_level_again_and_ends_nothing()
    {
        Configure("info");
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(_directory.File("notify")));
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, "text:-", new Dictionary<string, string> { ["NOTIFY_SOCKET"] = _directory.File("notify") });
        await daemon.CommandAsync("status");
        Assert.DoesNotContain("asked for status", daemon.Log, StringComparison.Ordinal);

        Configure("debug");
        daemon.Signal("SIGHUP");
        await WaitForLogAsync(daemon, "The level of the log is debug from now on");
        await daemon.CommandAsync("status");
        await WaitForLogAsync(daemon, "asked for status");

        Configure("loud");
        daemon.Signal("SIGHUP");
        await WaitForLogAsync(daemon, "The level of the log stays: .*'loud' has no meaning");
        Assert.Contains("success", await daemon.CommandAsync("status"), StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^<[3-7]>Swictation\.[A-Za-z.]+\[\d{4}\] \D")]
    private static partial Regex JournalLine { get; }

    private string[] Arguments =>
    [
        "--db", _directory.File("log.db"), "--metrics-socket", _directory.File("metrics.sock"),
        "--ipc-socket", _directory.File("ipc.sock"), "--source", "text:-", "--record", "--exit-at-end",
    ];

    private static Task WaitForLogAsync(DaemonProcess daemon, string pattern) =>
        Eventually.IsTrueAsync(() => Regex.IsMatch(daemon.Log, pattern), $"the log has {pattern}");

    private void Configure(string level)
    {
        Directory.CreateDirectory(_directory.File(".config/swictation"));
        File.WriteAllText(_directory.File(".config/swictation/config.json"), $$"""{ "log_level": "{{level}}" }""");
    }
}
