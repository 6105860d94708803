using System.Diagnostics;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

[Trait("Category", "Stress")]
[Trait("Category", "Timing")]
public sealed class StallingTests(ITestOutputHelper output) : IDisposable
{
    private const int Clients = 20;
    private const int Batch = 1_000;
    private const int First = 20_000;
    private const int More = 40_000;

    // What the clients get behind together is 40,000 lines of 120 bytes and more, twenty times: over 90 MiB.
    private const int HeapMiB = 40;
    private const int MostGrowthKiB = 24 * 1024;
    private static readonly TimeSpan LongestReply = TimeSpan.FromSeconds(1);

    private readonly TemporaryDirectory _directory = new();
    private readonly List<LineClient> _stalled = [];

    [Fact]
    public async Task P6_The_daemon_does_not_notice_clients_that_never_read()
    {
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path, "text:-", HeapMiB, "--record", "--durability", "normal");
        using var reading = await daemon.ConnectAsync();
        for (var i = 0; i < Clients / 2; i++) _stalled.Add(await daemon.ConnectAsync());
        await SpeakAsync(daemon, reading, 0, First);
        for (var i = 0; i < Clients / 2; i++)
        {
            _stalled.Add(await daemon.ConnectAsync());
            await _stalled[^1].SendAsync("""{"hello":{"after":0}}""" + "\n");
        }

        await SpeakAsync(daemon, reading, First, First);
        var before = daemon.ResidentKiB;
        var longest = await SpeakAsync(daemon, reading, 2 * First, More);

        output.WriteLine($"{daemon.ResidentKiB - before} KiB more; longest reply {longest.TotalMilliseconds:0.0} ms");
        Assert.InRange(daemon.ResidentKiB - before, long.MinValue, MostGrowthKiB);
        if (QuietMachine.IsPromised) Assert.InRange(longest, TimeSpan.Zero, LongestReply);
        using var late = await daemon.ConnectAsync();
        await late.ReadLinesUntilAsync($"sentence {(2 * First) + More - 1}\"");
    }

    public void Dispose()
    {
        foreach (var client in _stalled) client.Dispose();
        _directory.Dispose();
    }

    /// <summary>Says lines, asks for the state after every thousand of them, and reads each of them.</summary>
    /// <returns>The longest time that a reply took.</returns>
    private static async Task<TimeSpan> SpeakAsync(DaemonProcess daemon, LineClient reading, int first, int count)
    {
        var received = Task.Run(() => reading.ReadLinesUntilAsync($"sentence {first + count - 1}\""));
        var longest = TimeSpan.Zero;
        for (var next = first; next < first + count; next += Batch)
        {
            await daemon.SayAsync(string.Join('\n', Enumerable.Range(next, Batch).Select(i => $"sentence {i}")));
            var asked = Stopwatch.GetTimestamp();
            Assert.Contains("success", await daemon.CommandAsync("status"), StringComparison.Ordinal);
            var replied = Stopwatch.GetElapsedTime(asked);
            if (replied > longest) longest = replied;
        }

        var said = (await received).Count(line => line.Contains("\"transcription\"", StringComparison.Ordinal));
        Assert.Equal(count, said);
        return longest;
    }
}
