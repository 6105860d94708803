using System.Diagnostics;
using System.Globalization;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Crashes;

/// <summary>
/// Rounds of SIGKILL at random moments, at full event rate, with clients connected. A dozen rounds here;
/// <c>scripts/torture</c> runs as many as it is told.
/// </summary>
[Trait("Category", "Stress")]
public sealed class TortureTests(ITestOutputHelper output)
{
    private const string Rounds = "SWICTATION_TEST_TORTURE_ROUNDS";
    private const int RoundsOfALog = 12;
    private const int Clients = 2;

    /// <summary>
    /// After two seconds of silence the daemon checkpoints, and the next event begins a new write-ahead log.
    /// </summary>
    private static readonly TimeSpan UntilCheckpointed = TimeSpan.FromMilliseconds(2_300);

    private static readonly string? Told = Environment.GetEnvironmentVariable(Rounds);

    // Everything that is recorded in it is checked.
    private static readonly int LongestRoundMs = Told is null ? 100 : 250;

    private static readonly string Sentences =
        string.Join('\n', Enumerable.Range(1, 200).Select(i => $"sentence {i} of a long dictation"));

    [Fact]
    public async Task P1_P2_P4_P8_Nothing_is_lost_however_often_the_daemon_is_killed()
    {
        var rounds = int.Parse(Told ?? $"{RoundsOfALog}", CultureInfo.InvariantCulture);
        var seed = Seed.Take(output.WriteLine);
        var random = new Random(seed);
        var figures = new Figures();
        for (var done = 0; done < rounds; done += RoundsOfALog)
        {
            await LiveAsync(Math.Min(RoundsOfALog, rounds - done), random, figures);
            output.WriteLine($"{Math.Min(done + RoundsOfALog, rounds)} kills, nothing lost");
        }

        output.WriteLine(
            $"{rounds} kills: {figures.Events} events stored, {figures.Received} received by {Clients} clients over "
            + $"{figures.Connections} connections, the slowest start {figures.SlowestStartMs} ms; nothing lost");
        Assert.True(figures.Received > 0, "The clients have received something.");
    }

    // The life of one log.
    private static async Task LiveAsync(int rounds, Random random, Figures figures)
    {
        using var directory = new TemporaryDirectory();
        var database = directory.File("log.db");
        var clients = Enumerable.Range(0, Clients)
            .Select(_ => new FollowingClient(directory.File("metrics.sock"))).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            var window = random.Next(3) == 0 ? "0" : "30";
            var pause = random.Next(RoundsOfALog) == 0 ? UntilCheckpointed : TimeSpan.Zero;
            var life = TimeSpan.FromMilliseconds(random.Next(LongestRoundMs));
            await RunAndKillAsync(directory.Path, window, pause, life, figures);
            LogInvariants.AssertContiguous(database);
            foreach (var client in clients) figures.Received += Check(database, client);
        }

        // Recording, because a daemon that is idle does not read its source and would not see that it has ended.
        await using (var last = await DaemonProcess.StartAsync(directory.Path, "text:-", "--record", "--exit-at-end"))
        {
            last.EndInput();
            Assert.Equal(0, await last.ExitAsync());
        }

        figures.Events += LogInvariants.AssertContiguous(database);
        LogInvariants.AssertSessionsAreClosed(database);
        Assert.Empty(Directory.EnumerateFiles(directory.Path, "*.damaged-*"));
        foreach (var client in clients)
        {
            await client.DisposeAsync();
            figures.Received += Check(database, client);
            figures.Connections += client.Connections;
        }

        await LogInvariants.AssertSoundAsync(database);
    }

    private static async Task RunAndKillAsync(
        string directory, string window, TimeSpan pause, TimeSpan life, Figures figures)
    {
        var began = Stopwatch.GetTimestamp();
        await using var daemon = await DaemonProcess.StartAsync(
            directory, "text:-", "--record", "--resume-window", window, "--durability", "normal");
        var startMs = (long)Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        figures.SlowestStartMs = Math.Max(figures.SlowestStartMs, startMs);
        await daemon.LogsAsync("is ready");

        if (pause > TimeSpan.Zero)
        {
            await daemon.SayAsync(Sentences);
            await daemon.CommandAsync("stop");
            await Task.Delay(pause);
            await daemon.CommandAsync("start");
        }

        var speaking = Task.Run(() => SpeakAsync(daemon));
        await Task.Delay(life);
        await daemon.KillAsync();
        await Assert.ThrowsAnyAsync<IOException>(() => speaking);
    }

    private static async Task SpeakAsync(DaemonProcess daemon)
    {
        while (true) await daemon.SayAsync(Sentences);
    }

    private static int Check(string database, FollowingClient client)
    {
        Assert.Null(client.Failure);
        var received = client.TakeReceived().ToList();
        LogInvariants.AssertHolds(database, received);
        return received.Count;
    }

    private sealed class Figures
    {
        public long Events { get; set; }

        public long Received { get; set; }

        public long Connections { get; set; }

        public long SlowestStartMs { get; set; }
    }
}
