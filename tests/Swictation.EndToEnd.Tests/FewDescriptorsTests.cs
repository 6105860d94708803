using System.Globalization;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

public sealed class FewDescriptorsTests : IDisposable
{
    private const int Descriptors = 256;
    private const int TicksPerSecond = 100;

    private readonly TemporaryDirectory _directory = new();
    private readonly List<LineClient> _crowd = [];

    [Fact]
    public async Task Daemon_that_runs_out_of_descriptors_neither_spins_nor_ends_and_accepts_again_afterwards()
    {
        await using var daemon = await DaemonProcess.StartFromShellAsync(
            _directory.Path,
            $"ulimit -n {Descriptors}",
            new Dictionary<string, string>(),
            "--record");
        using var early = await daemon.ConnectAsync();

        // The second is live: by then the client needs no descriptor for reading the past.
        for (var i = 0; i < 2; i++) await early.ReadLinesUntilAsync("metrics_update");

        for (var i = 0; i < Descriptors; i++) _crowd.Add(await daemon.ConnectAsync());
        await Eventually.IsTrueAsync(() => CountWarnings(daemon) > 0, "a client cannot be accepted");
        var before = ProcessorTicks(daemon.Id);
        for (var seconds = 0; seconds < 3; seconds++) await early.ReadLinesUntilAsync("metrics_update");
        var spent = ProcessorTicks(daemon.Id) - before;
        await daemon.SayAsync("still recording");
        await early.ReadLinesUntilAsync("still recording");

        Assert.True(spent < TicksPerSecond, $"{spent} of {3 * TicksPerSecond} ticks of processor time in 3 s");
        Assert.Equal(1, CountWarnings(daemon));
        Assert.All(_crowd, client => Assert.False(client.IsClosed));
        _crowd.ForEach(client => client.Dispose());
        using var late = await daemon.ConnectAsync();
        await late.ReadLinesUntilAsync("still recording");
        Assert.Contains("\"state\":\"recording\"", await daemon.CommandAsync("status"), StringComparison.Ordinal);
        Assert.DoesNotContain("\"accept\":0", await daemon.CommandAsync("metrics"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _crowd.ForEach(client => client.Dispose());
        _directory.Dispose();
    }

    private static int CountWarnings(DaemonProcess daemon) =>
        daemon.Log.Split('\n').Count(line => line.Contains("cannot accept clients", StringComparison.Ordinal));

    // utime and stime of proc(5), in hundredths of a second.
    private static long ProcessorTicks(int process) =>
        File.ReadAllText($"/proc/{process}/stat").Split(") ")[1].Split(' ')[11..13]
            .Sum(ticks => long.Parse(ticks, CultureInfo.InvariantCulture));
}
