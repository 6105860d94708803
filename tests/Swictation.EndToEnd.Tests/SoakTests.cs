using System.Globalization;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>
/// A session at real pace: audio time stays with the clock, memory flat, and the daemon nearly idle, with the speech
/// model where there is one. Some seconds here; <c>scripts/soak</c> runs as many minutes as it is told.
/// </summary>
[Trait("Category", "Stress")]
[Trait("Category", "Timing")]
public sealed class SoakTests(ITestOutputHelper output) : IDisposable
{
    private const string Minutes = "SWICTATION_TEST_SOAK_MINUTES";
    private const double MostDriftMs = 50;
    private const double MostGrowthMiB = 10;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Long_session_keeps_time_and_memory()
    {
        var minutes = Environment.GetEnvironmentVariable(Minutes) is { } told
            ? double.Parse(told, CultureInfo.InvariantCulture)
            : 0.4;
        // So much that it would be seen at the end: 180 ms in half an hour, 60 ms in 20 s.
        var millionths = minutes >= 10 ? 100 : 3_000;
        var period = TimeSpan.FromSeconds(minutes >= 10 ? 10 : 4);
        var microphone = new PacedMicrophone(
            _directory.File("microphone"), LibriVox.Sentences[1], period, millionths);
        using var ending = new CancellationTokenSource();
        var hearing = Task.Run(() => microphone.RunAsync(ending.Token));
        await using (var daemon = await StartAsync(microphone))
        {
            await RunAsync(daemon, microphone, TimeSpan.FromMinutes(minutes), millionths);
        }

        await ending.CancelAsync();
        await hearing;
    }

    private async Task RunAsync(DaemonProcess daemon, PacedMicrophone microphone, TimeSpan length, int millionths)
    {
        await daemon.CommandAsync("start");
        await Task.Delay(length * 0.2);
        var early = Load.Of(daemon);
        await Task.Delay(length * 0.4);
        var middle = Load.Of(daemon);
        await Task.Delay(length * 0.4);
        var late = Load.Of(daemon);
        var growthMiB = late.ResidentMiB - early.ResidentMiB;
        // Starting up is not part of the session.
        var cpuS = (late.CpuS - early.CpuS) / 0.8;
        // Not before: a client that does not read for so long is closed.
        using var client = await daemon.ConnectAsync();
        await daemon.CommandAsync("stop");
        await client.ReadLinesUntilAsync("\"session_end\"");

        var drifts = Drifts(daemon, microphone);
        var edge = Math.Clamp(drifts.Count / 3, 1, 10);
        var driftMs = drifts.TakeLast(edge).Average() - drifts.Take(edge).Average();
        var spreadMs = drifts.Max() - drifts.Min();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{length.TotalMinutes:F1} minutes, a microphone that is {millionths} millionths fast: "
            + $"{drifts.Count} sentences, drift between audio time and wall time {driftMs:F1} ms "
            + $"(single sentences within {spreadMs:F1} ms), "
            + $"{(SpeechModel.Path is null ? "without" : "with")} a speech model, "
            + $"daemon {cpuS:F1} s of processor time, of which {middle.CpuS - early.CpuS:F1} s from 20 % on "
            + $"and {late.CpuS - middle.CpuS:F1} s from 60 % on, "
            + $"memory {early.ResidentMiB:F1}, {middle.ResidentMiB:F1}, {late.ResidentMiB:F1} MiB"));
        output.WriteLine(await daemon.CommandAsync("metrics"));
        Assert.InRange(growthMiB, double.MinValue, MostGrowthMiB);
        Assert.True(drifts.Count >= (int)(length / TimeSpan.FromSeconds(10)) - 2, $"{drifts.Count} were heard");
        if (!QuietMachine.IsPromised) return;
        Assert.InRange(Math.Abs(driftMs), 0, MostDriftMs);
        Assert.InRange(cpuS, 0, 60 * Math.Max(length.TotalMinutes / 30, 0.1));
    }

    /// <summary>Of each sentence, how much later it began by the session's audio than by the clock.</summary>
    private static List<double> Drifts(DaemonProcess daemon, PacedMicrophone microphone)
    {
        var startedAt = DateTimeOffset.UnixEpoch.AddMicroseconds(
            daemon.Query<long>("SELECT at_us FROM events WHERE type = 'session_start'").Single());
        var starts = daemon.Query<double>(
            "SELECT body ->> '$.times[0]' FROM events WHERE type = 'segment_measured' ORDER BY seq");
        var said = microphone.SaidAt.Select(at => (at - startedAt).TotalSeconds).ToList();
        // The first one and the last may be cut off.
        return
        [
            .. starts.Skip(1).SkipLast(1)
                .Select(startS => said.Select(saidS => (startS - saidS) * 1_000).MinBy(Math.Abs)),
        ];
    }

    // Recognition is not what is measured: a program that says one word costs this machine next to nothing.
    private Task<DaemonProcess> StartAsync(PacedMicrophone microphone) => DaemonProcess.StartAsync(
        _directory.Path,
        $"alsa:{AlsaDevices.Recorded(microphone.Path)}",
        new Dictionary<string, string>
        {
            [AlsaDevices.Variable] = AlsaDevices.Configure(_directory.File("asound.conf")),
        },
        "--transcriber", "command:echo word", "--speech-model", SpeechModel.Path ?? "none");

    private sealed record Load(double ResidentMiB, double CpuS)
    {
        public static Load Of(DaemonProcess daemon) =>
            new(daemon.ResidentKiB / 1024.0, daemon.ProcessorTime.TotalSeconds);
    }
}
