using Dapper;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Storage.Queries;
using Swictation.Storage.Reading;
using Swictation.Storage.Schema;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Schema;

/// <summary>
/// What must not be touched is refused, stays byte for byte as it was, and nothing appears beside it.
/// </summary>
public sealed class RefusalTests : IDisposable
{
    // Every version has another schema.
    private static readonly string NewerVersion =
        $"""
        CREATE TABLE things (x INTEGER) STRICT;
        PRAGMA user_version = {Migration.NewestVersion + 1};
        """;

    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("metrics.db");

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await SqliteLogs.Open(Database).DisposeAsync();
        Execute(NewerVersion);

        RefusesWriting("newer version");
        RefusesReading("newer version");
    }

    [Fact]
    public async Task A_newer_version_that_stands_only_in_the_write_ahead_log_is_refused()
    {
        using var other = new TemporaryDirectory();
        await SqliteLogs.Open(other.File("metrics.db")).DisposeAsync();
        using (var connection = SqliteLogs.OpenRaw(other.File("metrics.db")))
        {
            connection.Execute(NewerVersion);
            CopyAsLeftByAKill(other.File("metrics.db"));
        }

        RefusesWriting("newer version");
        RefusesReading("newer version");
    }

    [Fact]
    public void A_database_of_another_application_is_refused()
    {
        Execute("CREATE TABLE things (x INTEGER);");

        RefusesWriting("another application");
        RefusesReading("another application");
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        File.WriteAllText(Database, string.Concat(Enumerable.Repeat("dear diary\n", 500)));

        RefusesWriting("not a database");
        RefusesReading("not a database");
    }

    [Fact]
    public void A_directory_is_refused()
    {
        Directory.CreateDirectory(Database);

        RefusesWriting("is a directory");
        RefusesReading("is a directory");
    }

    [Fact]
    public void A_missing_database_cannot_be_read()
    {
        RefusesReading("there is no such database");
    }

    [Fact]
    public void A_missing_directory_is_not_created()
    {
        var path = _directory.File("is missing/metrics.db");

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(path));

        Assert.EndsWith($"mkdir -p '{_directory.File("is missing")}'", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory.File("is missing")));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/tmp")]
    public void A_directory_is_refused_also_by_who_only_looks(string path)
    {
        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteEventLog.EnsureUsable(path));

        Assert.Equal($"{path}: is a directory; name a database file", refused.Message);
    }

    [Fact]
    public async Task Looking_whether_a_log_can_be_opened_changes_nothing()
    {
        SqliteEventLog.EnsureUsable(Database);
        Assert.Empty(Directory.GetFiles(_directory.Path));

        await SqliteLogs.Open(Database).DisposeAsync();
        var before = File.ReadAllBytes(Database);
        SqliteEventLog.EnsureUsable(Database);
        Assert.Equal(before, File.ReadAllBytes(Database));
    }

    [Fact]
    public void A_database_of_another_application_is_refused_by_who_only_looks()
    {
        Execute("CREATE TABLE things (x INTEGER);");

        Assert.Throws<DatabaseOpenException>(() => SqliteEventLog.EnsureUsable(Database));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/no-such-directory/")]
    public void A_path_that_is_a_directory_whatever_is_there_is_refused_as_one(string path)
    {
        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(path));

        Assert.Equal("is a directory; name a database file", refused.Reason);
    }

    [Fact]
    public void A_command_that_makes_a_directory_can_be_run_as_it_is()
    {
        var refused = Assert.Throws<DatabaseOpenException>(
            () => SqliteLogs.Open(_directory.File("My log's/metrics.db")));

        Assert.EndsWith(
            $"mkdir -p '{_directory.Path}/My log'\\''s'", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_cannot_be_made_is_not_advised()
    {
        File.WriteAllText(_directory.File("letter"), "a letter");

        var refused = Assert.Throws<DatabaseOpenException>(
            () => SqliteLogs.Open(_directory.File("letter/logs/metrics.db")));

        Assert.Equal(
            $"{_directory.File("letter")} is a file and no directory; name another place", refused.Reason);
    }

    [Theory]
    [InlineData("missing/metrics.db", false, "mkdir -p")]
    [InlineData("letter/metrics.db", true, "is a file and no directory")]
    [InlineData("letter", false, "not a database")]
    public void What_can_be_seen_at_once_is_refused_before_anything_is_opened(
        string path, bool makesDirectory, string reason)
    {
        File.WriteAllText(_directory.File("letter"), string.Concat(Enumerable.Repeat("dear diary\n", 500)));

        var refused = Assert.Throws<DatabaseOpenException>(
            () => SqliteEventLog.EnsureUsable(_directory.File(path), makesDirectory));

        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_another_daemon_records_is_seen_at_once_and_one_that_nobody_does_is_fine()
    {
        SqliteEventLog.EnsureUsable(Database, makesDirectory: false);
        Assert.False(File.Exists(Database));
        await using (SqliteLogs.Open(Database))
        {
            var refused = Assert.Throws<DatabaseOpenException>(
                () => SqliteEventLog.EnsureUsable(Database, makesDirectory: false));

            Assert.Contains("another daemon", refused.Reason, StringComparison.Ordinal);
        }

        SqliteEventLog.EnsureUsable(Database, makesDirectory: false);
    }

    [Fact]
    public void A_directory_that_cannot_be_written_to_is_refused()
    {
        // For root too, who may write to every ordinary directory.
        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open("/proc/metrics.db"));

        Assert.Contains("not writable", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_daemon_is_refused()
    {
        await using var first = SqliteLogs.Open(Database);
        first.Append(new StateChange(null, DateTimeOffset.UnixEpoch, Phase.Idle));

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(Database));

        Assert.Contains("another daemon is recording into it", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, first.Append(new StateChange(null, DateTimeOffset.UnixEpoch, Phase.Idle)).Last);
    }

    [Fact]
    public async Task An_empty_file_becomes_a_database()
    {
        File.WriteAllBytes(Database, []);

        await using var log = SqliteLogs.Open(Database);

        Assert.Equal(0, log.Reader.Head);
    }

    public void Dispose() => _directory.Dispose();

    private void RefusesWriting(string reason) => Refuses(reason, () => SqliteLogs.Open(Database));

    private void RefusesReading(string reason)
    {
        Refuses(reason, () => SqliteEventLogReader.OpenReadOnly(Database, TimeProvider.System));
        Refuses(reason, () => new SessionQueries(Database));
    }

    private void Refuses(string reason, Func<object> open)
    {
        var before = _directory.Snapshot();

        var refused = Assert.Throws<DatabaseOpenException>(open);

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith(Database, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal(before, _directory.Snapshot());
    }

    private void Execute(string sql)
    {
        using var connection = SqliteLogs.OpenRaw(Database);
        connection.Execute(sql);
    }

    private void CopyAsLeftByAKill(string source)
    {
        File.Copy(source, Database);
        File.Copy(source + "-wal", Database + "-wal");
    }
}
