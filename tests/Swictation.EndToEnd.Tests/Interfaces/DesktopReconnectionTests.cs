using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Interfaces;

[Trait("Category", "Stress")]
public sealed class DesktopReconnectionTests(ITestOutputHelper output) : IDisposable
{
    private const int Desktops = 10;
    private const int Kills = 10;
    private const int MostSentences = 20;

    private readonly TemporaryDirectory _directory = new();
    private readonly DesktopProgram _program = new();
    private readonly List<EmulatedDesktop> _desktops = [];

    public void Dispose()
    {
        _program.Dispose();
        _directory.Dispose();
    }

    [DesktopFact]
    public async Task P4_After_each_of_100_reconnections_it_shows_the_transcript_and_others_get_the_documented_bytes()
    {
        var random = new Random(Seed.Take(output.WriteLine));
        var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-", "--record");
        for (var i = 0; i < Desktops; i++)
            _desktops.Add(new(_program, daemon.MetricsSocket, TimeSpan.FromMilliseconds(50)));
        try
        {
            await AssertShownAsync(daemon, "round 0");
            for (var kill = 1; kill <= Kills; kill++)
            {
                await BabbleAsync(daemon, random, $"before kill {kill}");
                daemon = await RestartAsync(daemon);
                // Some connect now and are held.
                if (random.Next(2) == 0) daemon = await RestartAsync(daemon);
                using var other = await daemon.ConnectAsync();
                await BabbleAsync(daemon, random, $"after kill {kill}");

                await AssertShownAsync(daemon, $"round {kill}");
                AssertDocumented(daemon, await other.ReadLinesUntilAsync($"round {kill}\""));
            }
        }
        finally
        {
            await daemon.DisposeAsync();
            foreach (var desktop in _desktops) await desktop.DisposeAsync();
        }

        var reconnections = _desktops.Sum(desktop => desktop.Connections - 1);
        output.WriteLine($"{reconnections} reconnections");
        Assert.InRange(reconnections, Desktops * Kills, int.MaxValue);
    }

    private async Task<DaemonProcess> RestartAsync(DaemonProcess killed)
    {
        await killed.DisposeAsync();
        return await DaemonProcess.StartAsync(_directory.Path, "text:-");
    }

    private static void AssertDocumented(DaemonProcess daemon, List<string> lines)
    {
        var stored = daemon.Query<string>("SELECT body FROM events").ToHashSet();
        Assert.All(lines, line => Assert.Contains(line, stored));
        Assert.Contains(
            lines, line => line.StartsWith("{\"type\":\"session_start\",\"session_id\":1,", StringComparison.Ordinal));
    }

    private static async Task BabbleAsync(DaemonProcess daemon, Random random, string when)
    {
        var count = random.Next(MostSentences);
        for (var i = 0; i < count; i++) await daemon.SayAsync($"sentence {i} {when}");
    }

    private async Task AssertShownAsync(DaemonProcess daemon, string last)
    {
        await daemon.SayAsync(last);
        foreach (var desktop in _desktops) await desktop.ShowsAsync(last);

        var said = daemon.Query<string>("SELECT body ->> 'text' FROM events WHERE type = 'transcription' ORDER BY seq");
        Assert.Equal(last, said[^1]);
        foreach (var desktop in _desktops)
        {
            Assert.Equal(said, desktop.Transcript);
            Assert.Empty(desktop.Skipped);
        }
    }
}
