using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>Several daemons that want the same sockets and the same database.</summary>
public sealed class OneDaemonTests : IAsyncDisposable
{
    private const int Rounds = 4;
    private const int Daemons = 5;

    private readonly TemporaryDirectory _directory = new();
    private readonly List<DaemonProcess> _started = [];

    [Fact]
    public async Task P2_Of_several_that_start_at_once_on_what_a_killed_one_left_exactly_one_runs_and_serves()
    {
        for (var round = 1; round <= Rounds; round++)
        {
            var daemons = await Task.WhenAll(Enumerable.Range(0, Daemons).Select(
                _ => DaemonProcess.StartAsync(_directory.Path, "text:-", "--record", "--resume-window", "0")));
            _started.AddRange(daemons);

            var winner = Assert.Single(daemons, daemon => daemon.Log.Contains("is ready", StringComparison.Ordinal));
            foreach (var loser in daemons.Where(daemon => daemon != winner))
            {
                Assert.Equal(1, await loser.ExitAsync());
                Assert.Contains(_directory.Path, loser.Log, StringComparison.Ordinal);
            }

            using var client = await winner.ConnectAsync();
            await winner.SayAsync($"round {round}");
            await client.ReadLinesUntilAsync($"round {round}");
            Assert.Contains($"\"pid\":{winner.Id}", await winner.CommandAsync("status"), StringComparison.Ordinal);
            Assert.Equal("ipc.sock", new FileInfo(_directory.File("swictation.sock")).LinkTarget);
            await winner.KillAsync();
        }

        var sequences = _started[0].Query<long>("SELECT seq FROM events ORDER BY seq");
        Assert.Equal(Enumerable.Range(1, sequences.Count).Select(seq => (long)seq), sequences);
    }

    [Fact]
    public async Task Second_daemon_in_the_same_directory_leaves_the_link_to_the_first()
    {
        await using var first = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        var second = await Executable.RunAsync(
            Executable.Daemon,
            [
                "--db", _directory.File("other.db"),
                "--metrics-socket", _directory.File("other-metrics.sock"),
                "--ipc-socket", _directory.File("other-ipc.sock"),
                "--source", "text:-", "--record", "--exit-at-end",
            ],
            input: "a sentence\n");

        Assert.Equal(0, second.ExitCode);
        Assert.Contains("leads to another daemon", second.Error, StringComparison.Ordinal);
        Assert.Equal("ipc.sock", new FileInfo(_directory.File("swictation.sock")).LinkTarget);
    }

    [Fact]
    public async Task Second_daemon_that_finds_the_first_is_no_client_of_it()
    {
        await using var first = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        await using var second = await DaemonProcess.StartAsync(_directory.Path, "text:-");

        Assert.Equal(1, await second.ExitAsync());
        var metrics = await Executable.RunAsync(
            Executable.Daemon, ["--metrics", "--json", "--ipc-socket", first.IpcSocket]);
        Assert.Equal("", JsonSchemas.Problems("metrics.schema.json", metrics.Output));
        Assert.Contains("\"seen\":0", metrics.Output, StringComparison.Ordinal);
        Assert.Contains("\"send\":0", metrics.Output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var daemon in _started) await daemon.DisposeAsync();
        _directory.Dispose();
    }
}
