using System.Diagnostics;
using System.Text;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>A stop is answered at once, however far the read models are behind the log.</summary>
[Trait("Category", "Timing")]
public sealed class StopLatencyTests : IDisposable
{
    private const int Lines = 100_000;

    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(100);

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task P8_Stop_does_not_wait_for_the_read_models_and_a_start_behind_it_begins_a_session()
    {
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, "text:-", "--record", "--durability", "normal");
        var block = new StringBuilder();
        for (var i = 0; i < 1_000; i++) block.Append(i == 0 ? "" : "\n").Append("some words that were said");
        for (var i = 0; i < Lines / 1_000; i++) await daemon.SayAsync(block.ToString());
        await daemon.SayAsync("the last words");
        await Eventually.IsTrueAsync(
            () => daemon.Query<long>("SELECT max(seq) FROM events")[0] > Lines, "all lines are recorded");

        var began = Stopwatch.GetTimestamp();
        var stopped = await daemon.CommandAsync("stop");
        var took = Stopwatch.GetElapsedTime(began);
        var started = await daemon.CommandAsync("start");

        Assert.Contains("\"session_id\":1", stopped, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"idle\"", stopped, StringComparison.Ordinal);
        Assert.Contains("\"session_id\":2", started, StringComparison.Ordinal);
        if (QuietMachine.IsPromised) Assert.InRange(took, TimeSpan.Zero, AtOnce);
        await Eventually.IsTrueAsync(
            () => daemon.Query<long>("SELECT count(*) FROM sessions WHERE id = 1 AND segments = 100001 AND end_us IS NOT NULL")[0] == 1,
            "the read models have the end of the session");
        Assert.DoesNotContain("read_models_behind", await daemon.CommandAsync("status"), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();
}
