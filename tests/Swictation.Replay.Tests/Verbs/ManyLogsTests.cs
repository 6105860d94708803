using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Plumbing.Files;
using Swictation.Storage;
using Swictation.Storage.Tests.Guarded;
using Swictation.Testing;

namespace Swictation.Replay.Tests.Verbs;

/// <summary>Every verb that reads, on every state in which a log can be: it works, or says in a line why not. It changes nothing.</summary>
[Trait("Category", "Processes")]
public sealed class ManyLogsTests : IDisposable
{
    private static readonly (string Name, string[] Arguments, string Shown)[] Verbs =
    [
        ("list", ["list"], "2026-03-01"),
        ("list as json", ["list", "--json"], "\"id\":1"),
        ("show", ["show", "last"], "that is the question"),
        ("show as json", ["show", "last", "--json"], "that is\\nthe question"),
        ("show a moment", ["show", "last", "--at", "+5"], "Äpfel"),
        ("last", ["last"], "that is the question"),
        ("export", ["export", "last", "--format", "srt"], "that is the question"),
        ("stats", ["stats"], "Words     9 in 3 segments"),
        ("sql", ["sql", "SELECT text FROM transcripts"], "Äpfel"),
    ];

    private static readonly string[] Logs = ["recording", "killed", "copied", "read-only", "empty", "older", "older, killed", "newer", "cut off", "none"];

    private readonly RecordedLog _log = new();

    public static TheoryData<string, string> Table =>
        new(from verb in Verbs
            from log in Logs
            select (verb.Name, log));

    public void Dispose()
    {
        File.SetUnixFileMode(_log.Directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _log.Dispose();
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task A_verb_reads_a_log_or_says_why_not(string verb, string log)
    {
        var (_, arguments, shown) = Verbs.Single(one => one.Name == verb);
        await using var daemon = await MakeAsync(log);
        var path = log == "copied" ? _log.File("copy.db") : _log.Path;
        var before = Contents();

        var result = await ReplayTool.RunAsync(_log.Directory, [.. arguments, "--db", path]);

        switch (log)
        {
            case "newer":
                result.AssertFailed(1, "is from a newer version");
                break;
            case "older" or "older, killed":
                Assert.Equal(0, result.ExitCode);
                Assert.Contains("is from an older version: a copy of it is", Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
                Assert.Contains(shown, result.Output, StringComparison.Ordinal);
                Assert.Empty(Directory.GetDirectories(_log.Directory, "swictation-older-*"));
                break;
            case "none":
                result.AssertFailed(1, "there is no such database");
                break;
            case "cut off":
                Assert.True(result.ExitCode == 1 || result.Output.Contains(shown, StringComparison.Ordinal), result.Output);
                Assert.Equal(result.ExitCode == 0 ? 0 : 1, result.Error.Count(character => character == '\n'));
                break;
            case "empty":
                Assert.True(result.ExitCode == 0 || result.Error.Contains("no session has been recorded yet", StringComparison.Ordinal));
                break;
            default:
                Assert.Equal((0, ""), (result.ExitCode, ErrorsBut(result, "is still open")));
                Assert.Contains(shown, result.Output, StringComparison.Ordinal);
                break;
        }

        if (daemon is null) Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task Where_there_is_no_room_for_a_copy_of_an_older_log_it_is_said_what_to_do()
    {
        await MakeAsync("older");

        using var tool = ReplayTool.Start(_log.Directory, [("TMPDIR", "/dev/null")], ["list", "--db", _log.Path]);
        var result = await ReplayTool.EndAsync(tool);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("name another directory in TMPDIR", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_a_killed_reader_has_left_is_swept_and_one_in_use_is_not()
    {
        await MakeAsync("older");
        var (left, used) = (_log.File("swictation-older-left"), _log.File("swictation-older-used"));
        foreach (var directory in new[] { left, used })
        {
            Directory.CreateDirectory(directory);
            await File.WriteAllTextAsync(Path.Combine(directory, "in-use"), "", TestContext.Current.CancellationToken);
        }

        using var reader = LockedFile.TakeOrMake(Path.Combine(used, "in-use"), isOfDatabase: false);
        var result = await ReplayTool.RunAsync(_log.Directory, "list", "--db", _log.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal([used], Directory.GetDirectories(_log.Directory, "swictation-older-*"));
    }

    private async Task<SqliteEventLog?> MakeAsync(string log)
    {
        if (log == "none") return null;
        if (log is "recording" or "killed")
        {
            var daemon = _log.Open();
            RecordedLog.Append(daemon, RecordedLog.OpenSession());
            await Eventually.IsTrueAsync(IsLevelAsync, "the tables are level with the events");
            if (log == "recording") return daemon;

            // What a killed daemon leaves: its write-ahead log, not checkpointed, and an open session.
            string[] files = [_log.Path, _log.Path + "-wal"];
            foreach (var file in files) OtherProgram.Copy(file, file + ".kept");
            await daemon.DisposeAsync();
            foreach (var file in files) File.Move(file + ".kept", file, overwrite: true);
            return null;
        }

        await _log.AppendAsync(log == "empty" ? [new StateChange(null, RecordedLog.Start, Phase.Idle)] : RecordedLog.OneSession());
        switch (log)
        {
            case "copied":
                OtherProgram.Copy(_log.Path, _log.File("copy.db"));
                break;
            case "read-only":
                File.SetUnixFileMode(_log.Path, UnixFileMode.UserRead);
                File.SetUnixFileMode(_log.Directory, UnixFileMode.UserRead | UnixFileMode.UserExecute);
                break;
            case "older" or "older, killed":
                await using (var connection = new SqliteConnection($"Data Source={_log.Path};Pooling=false"))
                {
                    connection.Open();
                    await using var command = connection.CreateCommand();
                    command.CommandText = EarlierSchema.BackToTen;
                    await command.ExecuteNonQueryAsync();
                    if (log == "older") break;

                    // Committed, and not in the file yet.
                    string[] files = [_log.Path, _log.Path + "-wal"];
                    foreach (var file in files) OtherProgram.Copy(file, file + ".kept");
                }

                foreach (var file in new[] { _log.Path, _log.Path + "-wal" }) File.Move(file + ".kept", file, overwrite: true);
                break;
            case "newer":
                await using (var connection = new SqliteConnection($"Data Source={_log.Path};Pooling=false"))
                {
                    connection.Open();
                    await using var command = connection.CreateCommand();
                    command.CommandText = "CREATE TABLE things (x INTEGER) STRICT; PRAGMA user_version = 9999;";
                    await command.ExecuteNonQueryAsync();
                }

                break;
            case "cut off":
                OtherProgram.Truncate(_log.Path, new FileInfo(_log.Path).Length * 2 / 3 / DatabasePages.UsualSize * DatabasePages.UsualSize);
                break;
        }

        return null;
    }

    private async Task<bool> IsLevelAsync()
    {
        var result = await ReplayTool.RunAsync(_log.Directory, "sql", "SELECT count(*) FROM segments", "--csv", "--db", _log.Path);
        return result.OutputLines[^1].Trim() == "3";
    }

    private static string ErrorsBut(ToolResult result, string note) =>
        string.Concat(result.Error.Split('\n').Where(line => !line.Contains(note, StringComparison.Ordinal)));

    // The index of a write-ahead log is made by whoever reads it first.
    private string Contents() => string.Join('\n', Directory.GetFiles(_log.Directory)
        .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && new FileInfo(file).Length > 0)
        .Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(OtherProgram.ReadAllBytes(file)))}"));
}
