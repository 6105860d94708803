using System.Diagnostics;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>A daemon whose standard error nobody reads: a paused pager, a supervisor that hangs.</summary>
public sealed class StalledLogTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [Trait("Category", "Timing")]
    [InlineData("SIGTERM")]
    [InlineData("SIGINT")]
    [InlineData("quit")]
    public async Task P6_Log_that_nobody_reads_delays_neither_clients_nor_the_end(string how)
    {
        var text = _directory.File("text");
        var error = _directory.File("error");
        Tool.Run("mkfifo", text, error);
        // The pipe is full before the daemon writes its first line.
        string[] arguments =
        [
            "-c", "exec 2<>\"$1\"; head -c 65536 /dev/zero >&2; shift; exec \"$0\" \"$@\"", Executable.Daemon, error,
            "--db", _directory.File("log.db"),
            "--metrics-socket", _directory.File("metrics.sock"),
            "--ipc-socket", _directory.File("ipc.sock"),
            "--source", $"text:{text}", "--record", "--log-level", "debug",
        ];
        await using var daemon = await DaemonProcess.StartSilentAsync(
            _directory.Path, Executable.StartInfo("bash", arguments, _directory.Path));
        using var client = await daemon.ConnectAsync();
        await using var speaker = new FileStream(text, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

        // Each is a few lines of the log.
        for (var i = 0; i < 1_500; i++)
        {
            using var bad = await daemon.ConnectAsync();
            await bad.SendAsync("garbage\n");
            await bad.ReadOnceAsync(64);
        }

        speaker.Write("said while nobody reads\n"u8);
        await client.ReadLinesUntilAsync("said while nobody reads");
        Assert.Contains("\"recording\"", await daemon.CommandAsync("status"), StringComparison.Ordinal);

        var began = Stopwatch.GetTimestamp();
        if (how == "quit")
            await daemon.CommandAsync("quit");
        else
            daemon.Signal(how);
        Assert.Equal(0, await daemon.ExitAsync());
        if (QuietMachine.IsPromised) Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Soon);
    }

    [Fact]
    public async Task Bad_clients_do_not_fill_the_log()
    {
        const int clients = 2_000;
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");

        for (var i = 0; i < clients; i++)
        {
            using var bad = await daemon.ConnectAsync();
            await bad.SendAsync("garbage\n");
            await bad.ReadOnceAsync(64);
        }

        await daemon.CommandAsync("quit");
        await daemon.ExitAsync();
        var lines = daemon.Log.Split('\n');
        Assert.InRange(lines.Length, 1, 80);
        Assert.True(
            !daemon.Log.Contains("was refused", StringComparison.Ordinal)
                || lines.Any(line => line.Contains("more messages like this one", StringComparison.Ordinal)),
            daemon.Log);
    }

    public void Dispose() => _directory.Dispose();
}
