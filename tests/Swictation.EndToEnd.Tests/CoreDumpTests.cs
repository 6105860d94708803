using System.Diagnostics;
using System.Globalization;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>What was said stays in memory: that of the daemon and its recogniser goes to no disk and to no other process.</summary>
public sealed class CoreDumpTests : IDisposable
{
    private const string Pattern = "/proc/sys/kernel/core_pattern";

    private readonly TemporaryDirectory _directory = new();

    // Of the signals that dump, those at which the .NET runtime does nothing of its own.
    [Theory]
    [InlineData("SYS")]
    [InlineData("XCPU")]
    public async Task Daemon_and_recogniser_that_crash_leave_no_dump(string signal)
    {
        await using var daemon = await StartAsync("command:echo word");
        var recogniser = RecogniserOf(daemon);

        Assert.Equal("1", CoreLimitOf(daemon.Id));
        Assert.Equal("1", CoreLimitOf(recogniser));
        Tool.Run("kill", "-s", signal, recogniser.ToString(CultureInfo.InvariantCulture));
        await Eventually.IsTrueAsync(() => !Directory.Exists($"/proc/{recogniser}"), "the recogniser has ended");
        daemon.Signal($"SIG{signal}");
        Assert.NotEqual(0, await daemon.ExitAsync());

        Assert.Empty(Dumps);
    }

    [Fact]
    public async Task Debuggable_daemon_leaves_one()
    {
        Assert.SkipUnless(
            File.ReadAllText(Pattern).Trim() is { } pattern && !pattern.StartsWith('|') && !pattern.Contains('/', StringComparison.Ordinal),
            $"{Pattern} names no file in the working directory.");
        await using var daemon = await StartAsync("command:echo word", "--debuggable");

        daemon.Signal("SIGXCPU");
        await daemon.ExitAsync();

        Assert.NotEmpty(Dumps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Memory_is_closed_to_other_processes_of_the_user_unless_it_is_debuggable(bool isDebuggable)
    {
        Assert.SkipUnless(OtherUser.IsPossible, OtherUser.SkipReason);
        Assert.SkipUnless(
            Tool.TryRun("setpriv", $"--reuid={OtherUser.Number}", "--clear-groups", "test", "-x", Executable.Daemon),
            $"Other users may not run {Executable.Daemon}.");
        var start = OtherUser.Start(StartInfo("pocketsphinx", isDebuggable ? ["--debuggable"] : []));
        foreach (var path in (string[])[_directory.Path, _directory.File("silence.wav")]) OtherUser.Give(path);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, start);

        foreach (var process in new[] { daemon.Id, RecogniserOf(daemon) })
            Assert.Equal(isDebuggable, Tool.TryRun(
                "setpriv", $"--reuid={OtherUser.Number}", $"--regid={OtherUser.Number}", "--clear-groups",
                "head", "-c", "1", $"/proc/{process}/environ"));
    }

    public void Dispose() => _directory.Dispose();

    private string[] Dumps => Directory.GetFiles(_directory.Path, "core*");

    private Task<DaemonProcess> StartAsync(string transcriber, params string[] options) =>
        DaemonProcess.StartAsync(_directory.Path, StartInfo(transcriber, options));

    private ProcessStartInfo StartInfo(string transcriber, params string[] options)
    {
        WavFile.Write(_directory.File("silence.wav"), new short[16_000]);
        var start = Executable.StartInfo(
            "bash",
            [
                "-c", "ulimit -c unlimited && exec \"$0\" \"$@\"", Executable.Daemon,
                "--db", _directory.File("log.db"), "--metrics-socket", _directory.File("metrics.sock"),
                "--ipc-socket", _directory.File("ipc.sock"), "--source", $"file:{_directory.File("silence.wav")}", "--transcriber", transcriber, .. options,
            ],
            _directory.Path);
        start.WorkingDirectory = _directory.Path;
        return start;
    }

    private static int RecogniserOf(DaemonProcess daemon) => Directory.GetDirectories($"/proc/{daemon.Id}/task")
        .SelectMany(thread => File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(id => int.Parse(id, CultureInfo.InvariantCulture))
        .Single();

    private static string CoreLimitOf(int process) => File.ReadLines($"/proc/{process}/limits")
        .Single(line => line.StartsWith("Max core file size", StringComparison.Ordinal))["Max core file size".Length..]
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
}
