using System.Globalization;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;
using static Swictation.EndToEnd.Tests.Processes.NumberedMicrophone;

namespace Swictation.EndToEnd.Tests;

/// <summary>From when on a microphone that is open gets into a session, and until when, to some milliseconds.</summary>
[Trait("Category", "Timing")]
public sealed class CaptureStartTests(ITestOutputHelper output) : IDisposable
{
    private const double Late = 0.15;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Session_has_what_was_said_before_it_and_nothing_of_its_pause()
    {
        var microphone = new NumberedMicrophone(_directory.File("microphone"));
        using var ending = new CancellationTokenSource();
        var hearing = Task.Run(() => microphone.RunAsync(ending.Token));
        await using (var daemon = await StartAsync(microphone))
        {
            using var client = await daemon.ConnectAsync();
            await Eventually.IsTrueAsync(async () => await microphone.NowAsync() > 2, "it was heard for a while");

            var start = await CommandAsync("toggle");
            await client.ReadUntilItLastsAsync(seconds: 1);
            var pause = await CommandAsync("pause");
            var paused = await microphone.NowAsync();
            await Eventually.IsTrueAsync(async () => await microphone.NowAsync() > paused + 1, "a pause has passed");
            var resume = await CommandAsync("resume");
            await client.ReadUntilItLastsAsync(seconds: 2);
            var stop = await CommandAsync("toggle");
            await client.ReadLinesUntilAsync("\"session_end\"");

            var kept = Kept();
            var gap = Enumerable.Range(1, kept.Count - 1).Single(i => kept[i] - kept[i - 1] > 2);
            var (first, beforePause) = (HeardAtS(kept[0]), HeardAtS(kept[gap - 1]));
            var (afterPause, last) = (HeardAtS(kept[gap]), HeardAtS(kept[^1]));
            Report("first sound after toggle", first - start.From, first - start.To);
            Report("last sound after pause", beforePause - pause.From, beforePause - pause.To);
            Report("first sound after resume", afterPause - resume.From, afterPause - resume.To);
            Report("last sound after toggle", last - stop.From, last - stop.To);
            Assert.True(first < start.From && beforePause < afterPause, "It has what was before it, and a pause.");
            Assert.True(beforePause <= pause.To && last <= stop.To, "It has nothing of what came later.");
            if (QuietMachine.IsPromised)
            {
                // Sound that comes late counts as said later; numbers count 20 ms.
                Assert.InRange(first, start.From - 0.3 - Late, start.To - 0.3 + 0.05);
                Assert.InRange(beforePause, pause.From - Late, pause.To);
                Assert.InRange(afterPause, resume.From - Late, resume.To + 0.05);
                Assert.InRange(last, stop.From - Late, stop.To);
            }

            async Task<(double From, double To)> CommandAsync(string action)
            {
                var from = await microphone.NowAsync();
                Assert.Contains("success", await daemon.CommandAsync(action), StringComparison.Ordinal);
                return (from, await microphone.NowAsync());
            }
        }

        await ending.CancelAsync();
        await hearing;
    }

    /// <summary>The numbers in the audio of the session, in its order.</summary>
    private List<short> Kept() =>
    [
        .. Directory.GetFiles(_directory.File("log.db-audio"), "*.wav", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(WavFile.ReadSamples)
            .Distinct(),
    ];

    private void Report(string what, double least, double most) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{what} was sent: {1000 * least:F0} ms; was answered: {1000 * most:F0} ms"));

    private Task<DaemonProcess> StartAsync(NumberedMicrophone microphone)
    {
        Dictionary<string, string> environment = new()
        {
            [AlsaDevices.Variable] = AlsaDevices.Configure(_directory.File("asound.conf")),
        };
        return DaemonProcess.StartAsync(
            _directory.Path,
            $"alsa:{AlsaDevices.Recorded(microphone.Path)}",
            environment,
            "--keep-audio",
            "always",
            "--microphone",
            "always");
    }
}
