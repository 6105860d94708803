using System.Diagnostics;
using System.Text.Json;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary><c>status --follow</c> as a status bar starts it, and <c>status --check</c> as a script asks.</summary>
public sealed class StatusFollowTests : IDisposable
{
    // 0.1 % of a core, over a time in which a tick of the process clock is less than that.
    private const double MostOfACore = 0.001;
    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(QuietMachine.IsPromised ? 60 : 2);

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Every_change_is_a_line_over_a_crash_and_a_restart_of_the_daemon()
    {
        using var bar = Follow();
        Assert.Equal("stopped", await ReadAsync(bar));
        await using var killed = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        Assert.Equal("idle", await ReadAsync(bar));
        await killed.CommandAsync("start");
        Assert.Equal("recording", await ReadAsync(bar));
        await killed.CommandAsync("pause");
        Assert.Equal("paused", await ReadAsync(bar));
        await killed.KillAsync();
        Assert.Equal("stopped", await ReadAsync(bar));

        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        Assert.Equal("paused", await ReadAsync(bar));
        await daemon.CommandAsync("resume");
        Assert.Equal("recording", await ReadAsync(bar));
        await daemon.CommandAsync("quit");
        await daemon.ExitAsync();
        string? last;
        do last = await ReadAsync(bar);
        while (last is "processing" or "idle");
        Assert.Equal("stopped", last);

        await EndAsync(bar, "TERM");
    }

    [Fact]
    public async Task End_of_the_source_is_a_line()
    {
        using var bar = Follow();
        Assert.Equal("stopped", await ReadAsync(bar));
        var lines = _directory.File("lines.txt");
        await File.WriteAllTextAsync(lines, "hello world\n", TestContext.Current.CancellationToken);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, $"text:{lines}", "--record");

        string? line;
        do line = await ReadAsync(bar);
        while (line is "idle" or "recording");
        Assert.Equal("recording, source ended", line);
        await daemon.CommandAsync("stop");
        do line = await ReadAsync(bar);
        while (line is "recording, source ended" or "processing, source ended");
        Assert.Equal("idle, source ended", line);

        await EndAsync(bar, "TERM");
    }

    [Fact]
    public async Task Replay_is_not_taken_for_a_daemon()
    {
        await using (var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record"))
        {
            await daemon.CommandAsync("quit");
            Assert.Equal(0, await daemon.ExitAsync());
        }

        using var player = Process.Start(Executable.StartInfo(
            Executable.Replay,
            ["play", "last", "--stay", "--socket", _directory.File("metrics.sock"), "--db", _directory.File("log.db")],
            _directory.Path))!;
        try
        {
            Assert.Contains("Playing", await player.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            using var bar = Follow();

            Assert.Equal("replay", await ReadAsync(bar));
            player.Kill();
            Assert.Equal("stopped", await ReadAsync(bar));

            await EndAsync(bar, "TERM");
        }
        finally
        {
            player.Kill();
        }
    }

    [Fact]
    public async Task Json_is_the_daemons_snapshot()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var bar = Follow("--format", "json");

        var line = JsonDocument.Parse((await ReadAsync(bar))!).RootElement;

        Assert.Equal(
            ("snapshot", "recording", 1),
            (line.GetProperty("type").GetString(), line.GetProperty("state").GetString(), line.GetProperty("session_id").GetInt64()));
        await EndAsync(bar, "INT");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_ends_with_its_reader_though_nothing_changes(bool hasDaemon)
    {
        await using var daemon = hasDaemon ? await DaemonProcess.StartAsync(_directory.Path, "text:-") : null;
        using var bar = Follow();
        Assert.Equal(hasDaemon ? "idle" : "stopped", await ReadAsync(bar));

        bar.StandardOutput.Close();

        using var late = new CancellationTokenSource(LineClient.Deadline);
        await bar.WaitForExitAsync(late.Token);
        Assert.Equal((0, ""), (bar.ExitCode, await bar.StandardError.ReadToEndAsync(late.Token)));
    }

    [Fact]
    public async Task Reader_that_reads_nothing_does_not_keep_it_from_ending()
    {
        // Nobody reads this pipe, and it is full.
        using var bar = Process.Start(Executable.StartInfo(
            "bash",
            [
                "-c", "head -c 65536 /dev/zero; exec \"$@\"", "bash",
                Executable.Daemon, "status", "--follow", "--metrics-socket", _directory.File("metrics.sock"),
            ],
            _directory.Path))!;
        await Eventually.IsTrueAsync(() => IsWriting(bar.Id), "it is stuck in writing");

        await EndAsync(bar, "TERM");
    }

    [Fact]
    [Trait("Category", "Stress")]
    [Trait("Category", "Timing")]
    public async Task Following_costs_no_more_than_a_thousandth_of_a_core()
    {
        using var alone = Follow();
        Assert.Equal("stopped", await ReadAsync(alone));
        using var other = new TemporaryDirectory();
        await using var daemon = await DaemonProcess.StartAsync(other.Path, "text:-", "--record");
        using var served = Follow("--metrics-socket", daemon.MetricsSocket);
        Assert.Equal("recording", await ReadAsync(served));

        var before = (alone.TotalProcessorTime, served.TotalProcessorTime);
        await Task.Delay(Watched, TestContext.Current.CancellationToken);
        alone.Refresh();
        served.Refresh();
        var (aloneS, servedS) = ((alone.TotalProcessorTime - before.Item1).TotalSeconds, (served.TotalProcessorTime - before.Item2).TotalSeconds);

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"in {Watched.TotalSeconds} s: {aloneS * 1_000} ms without a daemon, {servedS * 1_000} ms with one that records");
        await EndAsync(alone, "TERM");
        await EndAsync(served, "TERM");
        if (!QuietMachine.IsPromised || !Executables.ArePublished) return;
        Assert.InRange(aloneS, 0, MostOfACore * Watched.TotalSeconds);
        Assert.InRange(servedS, 0, MostOfACore * Watched.TotalSeconds);
    }

    [Fact]
    public async Task Check_says_by_its_exit_code_whether_all_is_well()
    {
        var none = await CheckAsync();
        Assert.Equal((2, ""), (none.ExitCode, none.Output));
        Assert.Contains("no daemon listens there", Assert.Single(none.ErrorLines), StringComparison.Ordinal);

        await using (await DaemonProcess.StartAsync(_directory.Path, "text:-"))
        {
            var well = await CheckAsync();
            Assert.Equal((0, "", ""), (well.ExitCode, well.Output, well.Error));
        }

        await using var troubled = await DaemonProcess.StartAsync(
            _directory.Path, "alsa:nowhere", new Dictionary<string, string> { [AlsaDevices.Variable] = AlsaDevices.Configure(_directory.File("asound.conf")) },
            "--transcriber", "command:echo word");
        await Eventually.IsTrueAsync(async () => (await CheckAsync()).ExitCode == 1, "the microphone is found to be missing");
        var trouble = await CheckAsync();
        Assert.Equal("", trouble.Error);
        Assert.Contains("there is no such microphone", Assert.Single(trouble.Output.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private Process Follow(params string[] options)
    {
        string[] place = options.Contains("--metrics-socket") ? [] : ["--metrics-socket", _directory.File("metrics.sock")];
        return Process.Start(Executable.StartInfo(
            Executable.Daemon, ["status", "--follow", .. place, .. options], _directory.Path))!;
    }

    // A thread of the follower waits for room in a pipe.
    private static bool IsWriting(int process) =>
        File.ReadAllText($"/proc/{process}/comm").StartsWith("swictation", StringComparison.Ordinal)
        && Directory.GetDirectories($"/proc/{process}/task").Any(
            thread => File.ReadAllText($"{thread}/wchan").Contains("pipe_write", StringComparison.Ordinal));

    private Task<ProcessResult> CheckAsync() => Executable.RunAsync(
        Executable.Daemon, ["status", "--check", "--ipc-socket", _directory.File("ipc.sock")], _directory.Path);

    private static async Task<string?> ReadAsync(Process bar)
    {
        using var late = new CancellationTokenSource(LineClient.Deadline);
        return await bar.StandardOutput.ReadLineAsync(late.Token);
    }

    private static async Task EndAsync(Process bar, string signal)
    {
        Tool.Run("kill", "-s", signal, $"{bar.Id}");
        using var late = new CancellationTokenSource(LineClient.Deadline);
        await bar.WaitForExitAsync(late.Token);
        Assert.Equal((0, ""), (bar.ExitCode, await bar.StandardError.ReadToEndAsync(late.Token)));
    }
}
