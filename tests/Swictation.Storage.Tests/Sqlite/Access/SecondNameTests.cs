using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Storage.Reading;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Sqlite.Access;

/// <summary>Names of a log that are no links: hard links and bind mounts (promise P14).</summary>
public sealed class SecondNameTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public SecondNameTests()
    {
        Directory.CreateDirectory(_directory.File("real"));
        Directory.CreateDirectory(_directory.File("other"));
    }

    private static StateChange Idle => new(null, DateTimeOffset.UnixEpoch, Phase.Idle);

    private string Database => _directory.File("real/metrics.db");

    [Fact]
    public async Task P14_A_hard_link_lets_no_second_one_in_and_is_told_who_records()
    {
        await using var first = SqliteLogs.Open(Database);
        Tool("ln", Database, _directory.File("other/hard.db"));

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(_directory.File("other/hard.db")));

        Assert.Contains($"(process {Environment.ProcessId})", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bound.db", "real/metrics.db", "bound.db")]
    [InlineData("bound", "real", "bound/metrics.db")]
    public async Task P14_A_second_writer_through_a_bind_mount_is_refused_and_told_who_records(
        string mounted, string what, string name)
    {
        await using var first = SqliteLogs.Open(Database);
        using var mount = Mount(what, mounted);

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(_directory.File(name)));

        Assert.Contains("another daemon is recording into it", refused.Reason, StringComparison.Ordinal);
        Assert.Contains($"(process {Environment.ProcessId})", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(1, first.Append(Idle).Last);
        Assert.False(File.Exists(_directory.File("bound.db-wal")));
        Assert.False(File.Exists(_directory.File("bound.db.lock")));
    }

    [Fact]
    public async Task P14_A_file_that_is_mounted_without_its_directory_is_refused_for_writing_and_readers_are_warned()
    {
        await SqliteLogs.Open(Database).DisposeAsync();
        using var mount = Mount("real/metrics.db", "bound.db");
        var warnings = new List<string>();

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(_directory.File("bound.db")));
        using (SqliteEventLogReader.OpenReadOnly(_directory.File("bound.db"), TimeProvider.System, warnings.Add))
        {
            Assert.Contains("without its directory (a bind mount)", refused.Reason, StringComparison.Ordinal);
            Assert.Contains("mount the directory", Assert.Single(warnings), StringComparison.Ordinal);
        }

        await SqliteLogs.Open(Database).DisposeAsync();
    }

    [Fact]
    public async Task Readers_of_a_file_with_a_second_name_are_warned_with_its_name_the_risk_and_what_to_do()
    {
        await SqliteLogs.Open(Database).DisposeAsync();
        var warnings = new List<string>();
        using (SqliteEventLogReader.OpenReadOnly(Database, TimeProvider.System, warnings.Add)) Assert.Empty(warnings);
        Tool("ln", Database, _directory.File("other/hard.db"));
        File.CreateSymbolicLink(_directory.File("link.db"), _directory.File("other/hard.db"));

        using var reader = SqliteEventLogReader.OpenReadOnly(
            _directory.File("link.db"), TimeProvider.System, warnings.Add);

        var path = _directory.File("other/hard.db");
        Assert.Equal(
            $"{path} has 2 names (hard links), and the newest events stand beside the one that its daemon has: they may be "
            + $"missing; read it by that name, or remove the others (find / -xdev -samefile {path})",
            Assert.Single(warnings));
        Assert.Equal(0, reader.Head);
    }

    [Fact]
    public async Task Warnings_go_to_standard_error_where_nobody_takes_them()
    {
        await SqliteLogs.Open(Database).DisposeAsync();
        Tool("ln", Database, _directory.File("other/hard.db"));
        var before = Console.Error;
        await using var error = new StringWriter();
        Console.SetError(error);
        try
        {
            SqliteEventLogReader.OpenReadOnly(Database, TimeProvider.System).Dispose();
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Contains($"{Database} has 2 names", error.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static void Tool(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private Unmount Mount(string what, string at)
    {
        if (what == "real") Directory.CreateDirectory(_directory.File(at));
        else File.WriteAllText(_directory.File(at), "");
        using var process = System.Diagnostics.Process.Start("mount", ["--bind", _directory.File(what), _directory.File(at)]);
        process.WaitForExit();
        Assert.SkipUnless(process.ExitCode == 0, "This user may not mount; run the tests as root.");
        return new(_directory.File(at));
    }

    private sealed class Unmount(string at) : IDisposable
    {
        public void Dispose() => Tool("umount", at);
    }
}
