using System.Diagnostics;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

public sealed class FollowTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task P4_Follower_prints_every_sentence_once_over_a_restart_of_the_daemon()
    {
        await using var killed = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await killed.SayAsync("before it began");
        using var follower = Process.Start(Executable.StartInfo(
            Executable.Replay, ["follow", "--after", "0", "--metrics-socket", killed.MetricsSocket], _directory.Path))!;
        Assert.EndsWith("  before it began", await ReadAsync(follower), StringComparison.Ordinal);
        await killed.SayAsync("while it follows");
        Assert.EndsWith("  while it follows", await ReadAsync(follower), StringComparison.Ordinal);
        await killed.KillAsync();

        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        await daemon.SayAsync("after the restart");
        Assert.EndsWith("  after the restart", await ReadAsync(follower), StringComparison.Ordinal);

        Tool.Run("kill", "-s", "INT", $"{follower.Id}");
        using var late = new CancellationTokenSource(LineClient.Deadline);
        await follower.WaitForExitAsync(late.Token);
        Assert.Equal(
            (0, "swictation-replay: the daemon has ended; waiting for the next\nswictation-replay: a daemon runs now\n"),
            (follower.ExitCode, await follower.StandardError.ReadToEndAsync(late.Token)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_ends_with_its_reader_though_nothing_is_said(bool hasDaemon)
    {
        await using var daemon = hasDaemon ? await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record") : null;
        using var follower = Process.Start(Executable.StartInfo(
            Executable.Replay, ["follow", "--after", "0", "--metrics-socket", _directory.File("metrics.sock")], _directory.Path))!;
        using var late = new CancellationTokenSource(LineClient.Deadline);
        if (daemon is not null)
        {
            await daemon.SayAsync("first");
            Assert.EndsWith("  first", await ReadAsync(follower), StringComparison.Ordinal);
        }
        else
        {
            Assert.EndsWith("waiting for one", await follower.StandardError.ReadLineAsync(late.Token), StringComparison.Ordinal);
        }

        follower.StandardOutput.Close();

        await follower.WaitForExitAsync(late.Token);
        Assert.Equal((0, ""), (follower.ExitCode, await follower.StandardError.ReadToEndAsync(late.Token)));
    }

    [Fact]
    public async Task Position_beyond_the_end_is_named_with_what_the_log_has()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");

        var result = await Executable.RunAsync(
            Executable.Replay, ["follow", "--after", "99999", "--metrics-socket", daemon.MetricsSocket]);

        var head = Assert.Single(daemon.Query<long>("SELECT max(seq) FROM events"));
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            $"swictation-replay: --after 99999: the log ends at {head}; give {head} or nothing for what comes now, 0 for "
            + "everything",
            Assert.Single(result.ErrorLines));
    }

    public void Dispose() => _directory.Dispose();

    private static async Task<string?> ReadAsync(Process follower)
    {
        using var late = new CancellationTokenSource(LineClient.Deadline);
        return await follower.StandardOutput.ReadLineAsync(late.Token);
    }
}
