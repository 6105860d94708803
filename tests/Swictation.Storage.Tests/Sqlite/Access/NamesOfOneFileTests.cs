using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Storage.Audio;
using Swictation.Storage.Queries;
using Swictation.Storage.Reading;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Sqlite.Access;

/// <summary>One log file has one writer, whatever names the file has (promise P14).</summary>
public sealed class NamesOfOneFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public NamesOfOneFileTests()
    {
        Directory.CreateDirectory(_directory.File("real"));
        Directory.CreateDirectory(_directory.File("other"));
    }

    private string Database => _directory.File("real/metrics.db");

    public static TheoryData<string> Names =>
    [
        "real/metrics.db", "other/link.db", "other/chain.db", "directory/metrics.db", "other/../real/./metrics.db",
        "real//metrics.db",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task P14_A_second_writer_is_refused_by_every_name_of_the_file_and_told_who_has_it(string name)
    {
        MakeLinks();
        await using var first = SqliteLogs.Open(Database);

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(_directory.File(name)));
        var seen = Assert.Throws<DatabaseOpenException>(() => SqliteEventLog.EnsureUsable(_directory.File(name)));

        Assert.Contains($"recording into it (process {Environment.ProcessId})", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(refused.Reason, seen.Reason);
        Assert.Equal(1, first.Append(Idle).Last);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task P14_Whatever_name_a_log_is_opened_by_all_its_files_stand_beside_the_file_itself(string name)
    {
        MakeLinks();
        await SqliteLogs.Open(Database).DisposeAsync();
        var links = Directory.GetFileSystemEntries(_directory.File("other")).Order().ToList();

        await using var log = SqliteLogs.Open(_directory.File(name));
        log.Append(Idle);

        Assert.Equal(
            ["metrics.db", "metrics.db-shm", "metrics.db-wal", "metrics.db.head", "metrics.db.lock"],
            Directory.GetFiles(_directory.File("real")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(links, Directory.GetFileSystemEntries(_directory.File("other")).Order());
        Assert.Equal(Database + "-audio", Audio(_directory.File(name)));
        using var reader = SqliteEventLogReader.OpenReadOnly(_directory.File(name), TimeProvider.System);
        Assert.Equal(1, reader.Head);
        Assert.Empty(new SessionQueries(_directory.File(name)).ListSessions(10));
    }

    [Fact]
    public async Task P14_A_link_to_a_file_that_is_not_there_yet_makes_that_file()
    {
        MakeLinks();

        await using var log = SqliteLogs.Open(_directory.File("other/chain.db"));

        Assert.True(File.Exists(Database));
        Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(Database));
    }

    [Fact]
    public void A_link_into_a_directory_that_is_missing_is_refused_with_the_directory_that_is_meant()
    {
        File.CreateSymbolicLink(_directory.File("link.db"), _directory.File("missing/metrics.db"));

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(_directory.File("link.db")));

        Assert.EndsWith($"mkdir -p {_directory.File("missing")}", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_that_lead_in_a_circle_are_refused()
    {
        File.CreateSymbolicLink(_directory.File("a.db"), "b.db");
        File.CreateSymbolicLink(_directory.File("b.db"), "a.db");

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(_directory.File("a.db")));

        Assert.Contains("circle", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":memory:")]
    [InlineData("file:metrics.db")]
    [InlineData("file:///metrics.db?mode=memory")]
    public void Names_of_SQLite_that_are_no_files_are_refused_by_name(string name)
    {
        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(name));

        Assert.StartsWith($"{name}: is no name of a file", refused.Message, StringComparison.Ordinal);
        Assert.Throws<DatabaseOpenException>(() => new SessionQueries(name));
    }

    [Fact]
    public async Task P14_A_file_with_a_second_name_by_a_hard_link_is_refused_for_writing_and_left_as_it_is()
    {
        await SqliteLogs.Open(Database).DisposeAsync();
        Tool("ln", Database, _directory.File("other/hard.db"));
        var before = Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories).Order().ToList();

        foreach (var name in new[] { Database, _directory.File("other/hard.db") })
        {
            var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(name));
            Assert.Contains("has 2 names (hard links)", refused.Reason, StringComparison.Ordinal);
            Assert.Contains($"-samefile {name}", refused.Reason, StringComparison.Ordinal);
            Assert.Throws<DatabaseOpenException>(() => SqliteEventLog.EnsureUsable(name));
        }

        Assert.Equal(before, Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories).Order());
        using (SqliteEventLogReader.OpenReadOnly(Database, TimeProvider.System)) File.Delete(_directory.File("other/hard.db"));
        await SqliteLogs.Open(Database).DisposeAsync();
    }

    [Fact]
    public async Task P14_A_hard_link_that_is_made_while_a_daemon_records_lets_no_second_one_in()
    {
        await using var first = SqliteLogs.Open(Database);
        Tool("ln", Database, _directory.File("other/hard.db"));

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(_directory.File("other/hard.db")));

        Assert.Contains("another daemon is recording into it", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(1, first.Append(Idle).Last);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("real/metrics.db")]
    public async Task A_lock_that_is_a_symbolic_link_is_refused_at_once_and_not_followed(string target)
    {
        await SqliteLogs.Open(Database).DisposeAsync();
        File.Delete(Database + ".lock");
        File.CreateSymbolicLink(Database + ".lock", _directory.File(target));
        var before = Directory.GetFileSystemEntries(_directory.Path, "*", SearchOption.AllDirectories).Order().ToList();

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(Database));

        Assert.Equal("metrics.db.lock is a symbolic link; remove it", refused.Reason);
        Assert.Throws<DatabaseOpenException>(() => SqliteEventLog.EnsureUsable(Database));
        Assert.Equal(
            before, Directory.GetFileSystemEntries(_directory.Path, "*", SearchOption.AllDirectories).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData(".lock")]
    public void A_FIFO_in_the_place_of_a_file_is_refused_and_waited_for_by_nobody(string suffix)
    {
        Tool("mkfifo", Database + suffix);

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(Database));

        Assert.Contains("is no ordinary file", refused.Reason, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static StateChange Idle => new(null, DateTimeOffset.UnixEpoch, Phase.Idle);

    private static string Audio(string database) =>
        new AudioStore(database, AudioRetention.None, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance).Place;

    private static void Tool(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private void MakeLinks()
    {
        File.CreateSymbolicLink(_directory.File("other/link.db"), Database);
        File.CreateSymbolicLink(_directory.File("other/chain.db"), "link.db");
        Directory.CreateSymbolicLink(_directory.File("directory"), _directory.File("real"));
    }
}
