using System.Globalization;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>What <c>ulimit</c> can take from a daemon, and crowds that take it.</summary>
public sealed class LimitTests : IDisposable
{
    // A build that is not native keeps its assemblies open.
    private static readonly int Least = Executables.ArePublished ? 96 : 224;

    private static readonly Dictionary<string, string> Nothing = [];

    private readonly TemporaryDirectory _directory = new();
    private readonly List<LineClient> _crowd = [];

    [Theory]
    [InlineData("-n {0}")]
    [InlineData("-c 0")]
    [InlineData("-n {0} -c 0 -t 600")]
    [InlineData("-n 300 -c unlimited")]
    public async Task It_records_within_a_limit(string limits)
    {
        await using var daemon = await DaemonProcess.StartFromShellAsync(_directory.Path, $"ulimit {limits.Replace("{0}", $"{Least}", StringComparison.Ordinal)}", Nothing, "--record");
        using var client = await daemon.ConnectAsync();

        await daemon.SayAsync("said");
        await client.ReadLinesUntilAsync("\"said\"");

        await daemon.CommandAsync("quit");
        Assert.Equal(0, await daemon.ExitAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task It_does_not_start_with_fewer_descriptors_than_it_needs(int fewer)
    {
        var descriptors = Least - fewer;
        var result = await Executable.RunAsync(
            "bash",
            ["-c", $"ulimit -n {descriptors}; exec \"$0\" --db \"$1/log.db\" --source text:-", Executable.Daemon, _directory.Path],
            _directory.Path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"the limit on open files is {descriptors}, and {Least} are needed; raise it with: ulimit -n 1024"),
            Assert.Single(result.ErrorLines),
            StringComparison.Ordinal);
        Assert.False(File.Exists(_directory.File("log.db")));
    }

    [Fact]
    public async Task Recording_can_be_stopped_when_clients_of_the_feed_have_taken_all_descriptors()
    {
        await using var daemon = await DaemonProcess.StartFromShellAsync(_directory.Path, $"ulimit -n {Least + 32}", Nothing, "--record");
        for (var i = 0; i < Least + 32; i++) _crowd.Add(await daemon.ConnectAsync());
        await daemon.LogsAsync("cannot accept clients");

        Assert.Contains("\"success\"", await daemon.CommandAsync("stop"), StringComparison.Ordinal);
        Assert.Contains("\"idle\"", await daemon.CommandAsync("status"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(256)]
    public async Task Commands_get_through_a_crowd_that_has_connected_and_asks_nothing(int descriptors)
    {
        await using var daemon = await DaemonProcess.StartFromShellAsync(_directory.Path, $"ulimit -n {descriptors}", Nothing);
        for (var i = 0; i < 400; i++) _crowd.Add(await LineClient.ConnectAsync(daemon.IpcSocket));

        Assert.Contains("\"success\"", await daemon.CommandAsync("toggle"), StringComparison.Ordinal);
        Assert.Contains("\"recording\"", await daemon.CommandAsync("status"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _crowd.ForEach(client => client.Dispose());
        _directory.Dispose();
    }
}
