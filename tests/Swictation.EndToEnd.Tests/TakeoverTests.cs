using System.Diagnostics;
using System.Globalization;
using Swictation.EndToEnd.Tests.Crashes;
using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests;

/// <summary>Real daemons at the place of a database of the original Swictation.</summary>
public sealed class TakeoverTests(ITestOutputHelper output) : IDisposable
{
    private const string RoundsVariable = "SWICTATION_TEST_TAKEOVERS";
    private const int FewRounds = 14;
    private const int Killed = 128 + 9;
    private const string Lifetime = "63|400|2|1.5|25.5|241.3|0.25";

    // Copied, written, ordered, given its second name, replaced, and the order removed.
    private static readonly string[] Steps =
        [.. Enumerable.Range(1, 6).SelectMany(step => new[] { $"take_over.before:{step}", $"take_over.after:{step}" })];

    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("log.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Its_sessions_are_history_at_once_and_no_client_takes_one_for_what_is_recorded()
    {
        OriginalDatabase.Make(Database);
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        using var client = await daemon.ConnectAsync();
        using var numbered = await daemon.ConnectAsync();
        await numbered.SendAsync("{\"hello\":{\"after\":0}}\n");
        var all = await numbered.ReadLinesUntilAsync("caught_up");
        using var asked = await daemon.ConnectAsync();
        await asked.SendAsync("{\"hello\":{\"session\":3}}\n");
        var third = await asked.ReadLinesUntilAsync("caught_up");
        using var last = await daemon.ConnectAsync();
        await last.SendAsync("{\"hello\":{\"session\":\"last\"}}\n");

        Assert.Contains("session_unknown", (await last.ReadLinesUntilAsync("error"))[^1], StringComparison.Ordinal);
        Assert.Equal(7, all.Count(line => line.Contains("segment_imported", StringComparison.Ordinal)));
        Assert.Equal(2, third.Count(line => line.Contains("segment_imported", StringComparison.Ordinal)));
        Assert.DoesNotContain(third, line => line.Contains("totals_imported", StringComparison.Ordinal));
        Assert.Equal([Lifetime], OriginalDatabase.Query(Database, OriginalDatabase.Lifetime));

        await daemon.CommandAsync("start");
        await daemon.SayAsync("a new beginning");
        var lines = await client.ReadLinesUntilAsync("a new beginning");

        Assert.Single(lines, line => line.Contains("session_start", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("\"session_id\":4", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("imported", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("quarterly", StringComparison.Ordinal));
        await daemon.LogsAsync("taken over");
    }

    [Fact]
    public async Task The_replay_tool_says_what_to_do_before_and_shows_the_sessions_by_their_start_afterwards()
    {
        OriginalDatabase.Make(Database);

        var before = await ReplayAsync("list");
        await TakeOverAsync();
        var list = await ReplayAsync("list");
        var shown = await ReplayAsync("show", "1");
        var last = await ReplayAsync("show", "last");
        var played = await ReplayAsync("play", "1");
        var exported = await ReplayAsync("export", "3");

        Assert.Equal(1, before.ExitCode);
        Assert.Contains("is the database of the original Swictation; start swictation-daemon on it once", before.Error, StringComparison.Ordinal);
        Assert.Equal(
            ["3", "2", "1"],
            list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Assert.Contains("Session   1 (imported)", shown.Output, StringComparison.Ordinal);
        Assert.Contains("14 words in 3 segments, 21 words a minute", shown.Output, StringComparison.Ordinal);
        Assert.Contains("käse und brot", shown.Output, StringComparison.Ordinal);
        Assert.Equal(1, last.ExitCode);
        Assert.Contains("was imported, so there is no recording to play", played.Error, StringComparison.Ordinal);
        Assert.Equal("the parser needs another test\nplease move the meeting to tuesday\n", exported.Output);
    }

    [Fact]
    public async Task It_is_refused_while_another_program_has_it_open_and_taken_over_at_the_next_start()
    {
        OriginalDatabase.Make(Database);
        using var reading = Process.Start(new ProcessStartInfo("sh", ["-c", "exec sleep 60 < \"$0\"", Database]))!;
        try
        {
            await Eventually.IsTrueAsync(
                () => Path.GetFileName(new FileInfo($"/proc/{reading.Id}/exe").LinkTarget) == "sleep", "the program has it open");
            await using var refused = await DaemonProcess.StartAsync(_directory.Path, "text:-");

            Assert.Equal(1, await refused.ExitAsync());
            await refused.LogsAsync($"sleep (process {reading.Id}) has it open");
            Assert.Equal(["log.db"], Directory.GetFiles(_directory.Path).Select(Path.GetFileName));
        }
        finally
        {
            reading.Kill();
            await reading.WaitForExitAsync();
        }

        await TakeOverAsync();
        Assert.Equal([Lifetime], OriginalDatabase.Query(Database, OriginalDatabase.Lifetime));
    }

    [SmallDiskFact]
    public async Task Without_room_it_is_refused_and_stays_as_it_was()
    {
        using var disk = new SmallDisk();
        var database = Path.Combine(disk.Path, "log.db");
        OriginalDatabase.Make(database);
        var original = File.ReadAllBytes(database);
        disk.Fill();
        await using var refused = await DaemonProcess.StartAsync(disk.Path, "text:-");

        Assert.Equal(1, await refused.ExitAsync());
        await refused.LogsAsync("cannot be taken over");
        await refused.LogsAsync("it is as it was: remove the cause");
        Assert.Equal(original, File.ReadAllBytes(database));
        Assert.Empty(Directory.GetFiles(disk.Path, "log.db.tak*"));
    }

    [Fact]
    public async Task At_the_place_where_the_interface_looks_it_is_taken_over_without_an_option()
    {
        var place = _directory.File(".local/share/swictation/metrics.db");
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        OriginalDatabase.Make(place);
        var history = OriginalDatabase.Query(place, OriginalDatabase.History);
        string[] sockets = ["--metrics-socket", _directory.File("metrics.sock"), "--ipc-socket", _directory.File("ipc.sock")];

        var run = await Executable.RunAsync(
            Executable.Daemon, [.. sockets, "--source", "text:-", "--record", "--exit-at-end"], home: _directory.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(history, OriginalDatabase.Query(place, OriginalDatabase.History).Skip(2));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(place)!, "metrics.db.original-*"));
    }

    [Fact]
    [Trait("Category", "Stress")]
    public async Task P1_Killed_at_every_step_it_starts_again_without_a_loss_or_a_duplicate()
    {
        var rounds = int.Parse(
            Environment.GetEnvironmentVariable(RoundsVariable) ?? $"{FewRounds}", CultureInfo.InvariantCulture);
        var seed = Seed.Take(output.WriteLine);
        var random = new Random(seed);
        var kills = 0;
        for (var round = 0; round < rounds; round++)
        {
            // Every step in turn, and then whatever it comes to, up to three times one after the other.
            using var directory = new TemporaryDirectory();
            string[] steps = [Steps[round % Steps.Length], .. Enumerable.Range(0, random.Next(3)).Select(_ => Steps[random.Next(Steps.Length)])];
            try
            {
                kills += await KillAndFinishAsync(directory, steps);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Round {round} of seed {seed}, killed at {string.Join(", ", steps)}: {e.Message}", e);
            }
        }

        output.WriteLine($"{rounds} takeovers, {kills} kills: nothing lost, nothing twice");
        Assert.True(kills >= rounds);
    }

    private static async Task<int> KillAndFinishAsync(TemporaryDirectory directory, string[] steps)
    {
        var database = directory.File("log.db");
        OriginalDatabase.Make(database);
        var original = File.ReadAllBytes(database);
        var kills = 0;
        foreach (var step in steps)
        {
            await using var daemon = await DaemonProcess.StartToExitAtAsync(
                directory.Path, "text:-", step, "--record", "--exit-at-end", "--durability", "normal");
            daemon.EndInput();
            if (await daemon.ExitAsync() == Killed) kills++;
            AssertOneOfBothIsThere(database, original);
        }

        await using (var daemon = await DaemonProcess.StartAsync(
            directory.Path, "text:-", "--record", "--exit-at-end", "--durability", "normal"))
        {
            daemon.EndInput();
            Assert.Equal(0, await daemon.ExitAsync());
        }

        var aside = Assert.Single(Directory.GetFiles(directory.Path, "log.db.original-*"));
        Assert.Equal(original, File.ReadAllBytes(aside));
        Assert.Empty(Directory.GetFiles(directory.Path, "log.db.tak*"));
        Assert.Equal(["3|7|1"], OriginalDatabase.Query(
            database,
            "SELECT sum(type = 'session_imported'), sum(type = 'segment_imported'), sum(type = 'totals_imported') FROM events"));
        Assert.Equal(["1", "2", "3"], OriginalDatabase.Query(database, "SELECT id FROM sessions WHERE id < 4 ORDER BY id"));
        Assert.Equal(["7|63"], OriginalDatabase.Query(
            database, "SELECT (SELECT count(*) FROM segments), total_words FROM lifetime_stats"));
        LogInvariants.AssertContiguous(database);
        await LogInvariants.AssertSoundAsync(database);
        return kills;
    }

    // Whatever the desktop interface finds there, it finds the sessions.
    private static void AssertOneOfBothIsThere(string database, byte[] original)
    {
        if (OtherProgram.ReadAllBytes(database).SequenceEqual(original)) return;
        Assert.Equal(["2"], OriginalDatabase.Query(database, "SELECT count(*) FROM sessions WHERE id < 3 AND duration_s IS NOT NULL"));
    }

    private async Task TakeOverAsync()
    {
        await using var daemon = await DaemonProcess.StartAsync(_directory.Path, "text:-");
        await daemon.CommandAsync("quit");
        Assert.Equal(0, await daemon.ExitAsync());
    }

    private Task<ProcessResult> ReplayAsync(string verb, params string[] arguments) =>
        Executable.RunAsync(Executable.Replay, [verb, .. arguments, "--db", Database], home: _directory.Path);
}
