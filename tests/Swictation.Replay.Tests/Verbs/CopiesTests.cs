using System.Diagnostics;

namespace Swictation.Replay.Tests.Verbs;

/// <summary>backup, restore and import, as a user calls them.</summary>
[Trait("Category", "Processes")]
public sealed class CopiesTests : IDisposable
{
    private readonly RecordedLog _log = new();

    private string Backup => _log.File("backup.db");

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_backup_is_a_log_for_every_command_and_is_restored()
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(), .. RecordedLog.OneSession(2, from: 100)]);
        var listed = (await RunAsync("list", "--json")).Output;

        var made = await RunAsync("backup", Backup);

        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        Assert.StartsWith($"{Backup}: 2 sessions up to event ", made.Output, StringComparison.Ordinal);
        Assert.Equal(listed, (await ReplayTool.RunAsync(_log.Directory, "list", "--json", "--db", Backup)).Output);
        Assert.Equal(0, (await RunAsync("forget", "1", "--yes")).ExitCode);

        var restored = await RunAsync("restore", Backup);

        Assert.Equal((0, ""), (restored.ExitCode, restored.Error));
        Assert.Contains("Restored 2 sessions", restored.Output, StringComparison.Ordinal);
        Assert.Contains("metrics.db.replaced-", restored.Output, StringComparison.Ordinal);
        Assert.Contains($"3 events that had been forgotten lost their words again. {Backup} still has them", restored.Output, StringComparison.Ordinal);
        Assert.Equal(listed, (await RunAsync("list", "--json")).Output);
        Assert.DoesNotContain("quoted", (await RunAsync("show", "1")).Output, StringComparison.Ordinal);
        Assert.Contains("quoted", (await RunAsync("show", "2")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("rebuild", "--check")).ExitCode);
    }

    [Fact]
    public async Task A_backup_can_be_read_by_a_group_of_the_user()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var group = Ask("id", "-gn");

        Assert.Equal(0, (await RunAsync("backup", Backup, "--readable-by", group)).ExitCode);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(Backup));
        Assert.Equal(group, Ask("stat", "--format=%G", Backup));
        var refused = await RunAsync("backup", _log.File("other.db"), "--readable-by", "no-such-group-here");
        refused.AssertFailed(1, "there is no group 'no-such-group-here'");
        Assert.False(File.Exists(_log.File("other.db")));
    }

    [Fact]
    public async Task Without_readable_by_it_is_for_the_user_alone_and_a_file_of_others_stays()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        await File.WriteAllTextAsync(_log.File("letter.txt"), "mine");

        (await RunAsync("backup", _log.File("letter.txt"))).AssertFailed(1, "is no backup of this log");
        Assert.Equal(0, (await RunAsync("backup", Backup)).ExitCode);

        Assert.Equal("mine", await File.ReadAllTextAsync(_log.File("letter.txt")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
    }

    [Fact]
    public async Task Restore_and_import_refuse_while_the_log_is_recorded_into_and_name_who_does_it()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        Assert.Equal(0, (await RunAsync("backup", Backup)).ExitCode);
        await using (_log.Open())
        {
            foreach (var verb in new[] { "restore", "import" })
                (await RunAsync(verb, Backup)).AssertFailed(1, $"another daemon is recording into it (process {Environment.ProcessId})");
            Assert.Equal(0, (await RunAsync("backup", Backup)).ExitCode);

            // It may be read by another one meanwhile.
            using var other = new RecordedLog();
            Assert.Equal(0, (await ReplayTool.RunAsync(other.Directory, "import", _log.Path, "--db", other.Path)).ExitCode);
        }
    }

    [Fact]
    public async Task Lines_that_were_exported_bring_the_same_sentences_back()
    {
        await _log.AppendAsync([.. RecordedLog.FailingSession(), .. RecordedLog.OneSession(2, from: 100)]);
        using var other = new RecordedLog();
        var lines = _log.File("all.jsonl");
        Assert.Equal(0, (await RunAsync("export", "1..2", "-o", lines)).ExitCode);

        var imported = await ReplayTool.RunAsync(other.Directory, "import", lines, "--db", other.Path);
        var again = await ReplayTool.RunAsync(other.Directory, "import", _log.Path, "--db", other.Path);

        Assert.Equal("Imported 2 sessions with 5 sentences; 0 sentences had been there.\n", imported.Output);
        Assert.Contains("with 0 sentences; 5 sentences had been there.", again.Output, StringComparison.Ordinal);
        var back = await ReplayTool.RunAsync(other.Directory, "export", "1..2", "--format", "jsonl", "--db", other.Path);
        Assert.Equal(await File.ReadAllTextAsync(lines), WithNumbersOf(back.Output, await File.ReadAllTextAsync(lines)));
    }

    [Fact]
    public async Task Killed_at_any_moment_restore_and_import_lose_nothing_and_bring_nothing_twice()
    {
        using var other = new RecordedLog();
        await other.AppendAsync(Enumerable.Range(1, 30).SelectMany(id => RecordedLog.OneSession(id, from: 100_000 + (id * 100))));
        var (import, restore) = await MeasureAsync(other);
        for (var round = 1; round <= Rounds; round++)
        {
            using var log = new RecordedLog();
            await MakeAsync(log);
            // Later in each round.
            var part = round / (double)Rounds;
            await ReplayTool.KillAsync(log.Directory, part, import, "import", other.Path, "--db", log.Path);
            await ReplayTool.KillAsync(log.Directory, part, restore, "restore", log.File("backup.db"), "--db", log.Path);

            // Whichever of the two is there by now, what the other has comes in.
            await using (log.Open())
            {
            }

            foreach (var aside in Directory.GetFiles(log.Directory, "metrics.db.replaced-*").Where(file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal)))
                Assert.Equal(0, (await ReplayTool.RunAsync(log.Directory, "import", aside, "--db", log.Path)).ExitCode);
            Assert.Equal(0, (await ReplayTool.RunAsync(log.Directory, "import", other.Path, "--db", log.Path)).ExitCode);
            var counted = await ReplayTool.RunAsync(
                log.Directory, "sql", "SELECT count(*), sum(segments), (SELECT count(*) FROM segments) FROM sessions", "--csv", "--db", log.Path);
            Assert.Equal("51,153,153", counted.OutputLines[^1].Trim());
            Assert.Equal(0, (await ReplayTool.RunAsync(log.Directory, "rebuild", "--check", "--db", log.Path)).ExitCode);
        }
    }

    // Some in every run; scripts/torture asks for many.
    private static int Rounds => int.TryParse(
        Environment.GetEnvironmentVariable("SWICTATION_TEST_COPIES"), System.Globalization.CultureInfo.InvariantCulture, out var rounds) ? rounds : 4;

    // A log of twenty sessions with its backup, and one that came later.
    private static async Task MakeAsync(RecordedLog log)
    {
        await log.AppendAsync(Enumerable.Range(1, 20).SelectMany(id => RecordedLog.OneSession(id, from: id * 100)));
        await ReplayTool.RunAsync(log.Directory, "backup", log.File("backup.db"), "--db", log.Path);
        await log.AppendAsync(RecordedLog.OneSession(21, from: 5_000));
    }

    private static async Task<(TimeSpan Import, TimeSpan Restore)> MeasureAsync(RecordedLog other)
    {
        using var log = new RecordedLog();
        await MakeAsync(log);
        return (
            await ReplayTool.MeasureAsync(log.Directory, "import", other.Path, "--db", log.Path),
            await ReplayTool.MeasureAsync(log.Directory, "restore", log.File("backup.db"), "--db", log.Path));
    }

    // Positions and numbers of sessions are given anew.
    private static string WithNumbersOf(string lines, string original)
    {
        var numbers = original.Split('\n');
        return string.Join('\n', lines.Split('\n').Select((line, i) => line.Length == 0 ? line : numbers[i][..numbers[i].IndexOf(",\"spoken_at", StringComparison.Ordinal)]
            + line[line.IndexOf(",\"spoken_at", StringComparison.Ordinal)..]));
    }

    private static string Ask(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }

    private Task<ToolResult> RunAsync(params string[] arguments) =>
        ReplayTool.RunAsync(_log.Directory, [.. arguments, "--db", _log.Path]);
}
