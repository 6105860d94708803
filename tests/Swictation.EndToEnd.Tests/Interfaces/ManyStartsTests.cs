using System.Diagnostics;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Interfaces;

/// <summary>Many who press the key at once, while the microphone takes its time to open.</summary>
[Trait("Category", "Timing")]
public sealed class ManyStartsTests(ITestOutputHelper output) : IDisposable
{
    private const int Starts = 200;

    private static readonly TimeSpan MostP99 = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MostReply = TimeSpan.FromMilliseconds(400);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Status_is_answered_at_once_while_two_hundred_starts_wait_for_the_microphone()
    {
        // Nobody speaks into this pipe: to open it takes until somebody does.
        var path = _directory.File("microphone");
        Tool.Run("mkfifo", path);
        await using var daemon = await DaemonProcess.StartAsync(
            _directory.Path,
            $"alsa:{AlsaDevices.Recorded(path)}",
            new Dictionary<string, string> { [AlsaDevices.Variable] = AlsaDevices.Configure(_directory.File("asound.conf")) });
        await daemon.CommandAsync("status");

        var starting = Task.WhenAll(Enumerable.Range(0, Starts).Select(_ => AskAsync("start")));
        var asked = new List<TimeSpan>();
        while (!starting.IsCompleted)
        {
            var (reply, took) = await AskAsync("status");
            Assert.Contains("\"status\":\"success\"", reply, StringComparison.Ordinal);
            asked.Add(took);
        }

        var started = await starting;
        // So that the device can be closed.
        await using var speaker = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Assert.All(
            started,
            start => Assert.Contains("The microphone is being opened", start.Reply, StringComparison.Ordinal));
        asked.Sort();
        var (p99, longest) = (asked[asked.Count * 99 / 100], started.Max(start => start.Took));
        output.WriteLine(
            $"{asked.Count} times status: p50 {asked[asked.Count / 2].TotalMilliseconds:0.0} ms, "
            + $"p99 {p99.TotalMilliseconds:0.0} ms; longest start {longest.TotalMilliseconds:0} ms");
        if (QuietMachine.IsPromised) Assert.InRange(p99, TimeSpan.Zero, MostP99);
        if (QuietMachine.IsPromised) Assert.InRange(longest, TimeSpan.Zero, MostReply);

        async Task<(string Reply, TimeSpan Took)> AskAsync(string action)
        {
            var from = Stopwatch.GetTimestamp();
            return (await daemon.CommandAsync(action), Stopwatch.GetElapsedTime(from));
        }
    }
}
