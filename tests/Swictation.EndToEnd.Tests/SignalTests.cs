using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>Every signal that is sent to a daemon ends it in order, or means nothing to it.</summary>
public sealed class SignalTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("QUIT")]
    [InlineData("HUP")]
    [InlineData("TERM INT")]
    [InlineData("INT TERM")]
    [InlineData("HUP TERM")]
    [InlineData("QUIT INT")]
    [InlineData("HUP TERM QUIT INT")]
    [InlineData("TERM TERM TERM TERM")]
    [InlineData("USR1 TERM USR2 ALRM")]
    public async Task It_ends_in_order(string signals)
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await daemon.SayAsync("said before");
        using var client = await daemon.ConnectAsync();
        await client.ReadLinesUntilAsync("said before");

        Send(daemon, signals);

        Assert.Equal(0, await daemon.ExitAsync());
        await daemon.LogsAsync("swictation-daemon has stopped\n");
        Assert.False(File.Exists(daemon.MetricsSocket) || File.Exists(daemon.IpcSocket));
    }

    [Theory]
    [InlineData("USR1")]
    [InlineData("USR2")]
    [InlineData("ALRM")]
    [InlineData("IO")]
    [InlineData("PIPE")]
    [InlineData("USR1 USR2 ALRM IO PIPE USR1 USR2 ALRM IO PIPE")]
    public async Task It_goes_on_recording(string signals)
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        using var client = await daemon.ConnectAsync();

        Send(daemon, signals);

        await daemon.SayAsync("said behind");
        await client.ReadLinesUntilAsync("said behind");
        daemon.Signal("SIGTERM");
        Assert.Equal(0, await daemon.ExitAsync());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("QUIT")]
    public async Task Followers_end_in_order(string signal)
    {
        foreach (var (program, verb) in ((string, string)[])[(Executable.Replay, "follow"), (Executable.Daemon, "status --follow")])
        {
            using var follower = System.Diagnostics.Process.Start(Executable.StartInfo(
                program, [.. verb.Split(' '), "--metrics-socket", _directory.File("none.sock")], _directory.Path))!;
            // It has begun when it says that there is no daemon.
            var said = verb == "follow" ? follower.StandardError : follower.StandardOutput;
            Assert.NotNull(await said.ReadLineAsync());

            Tool.Run("kill", "-s", signal, $"{follower.Id}");

            using var late = new CancellationTokenSource(LineClient.Deadline);
            await follower.WaitForExitAsync(late.Token);
            Assert.Equal((0, ""), (follower.ExitCode, await follower.StandardError.ReadToEndAsync(late.Token)));
        }
    }

    public void Dispose() => _directory.Dispose();

    // By one shell, so that they come within a fraction of a millisecond.
    private static void Send(DaemonProcess daemon, string signals) =>
        Tool.Run("bash", "-c", string.Join("; ", signals.Split(' ').Select(signal => $"kill -s {signal} {daemon.Id}")));
}
