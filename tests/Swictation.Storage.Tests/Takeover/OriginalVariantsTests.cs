using System.Diagnostics;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Reading;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Takeover;

/// <summary>Databases of the original of all ages and in all states, and what is none.</summary>
public sealed class OriginalVariantsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Database => _directory.File("metrics.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task One_that_another_program_has_open_is_refused_with_its_name_and_left_as_it_is()
    {
        OriginalDatabase.Make(Database);
        var before = _directory.Snapshot();
        using var reading = Process.Start(new ProcessStartInfo("sh", ["-c", "exec sleep 60 < \"$0\"", Database]))!;
        try
        {
            await Eventually.IsTrueAsync(() => ProgramOf(reading) == "sleep", "the program has it open");

            var looked = Assert.Throws<DatabaseOpenException>(() => SqliteEventLog.EnsureUsable(Database));
            var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(Database));

            Assert.Contains($"sleep (process {reading.Id}) has it open", refused.Message, StringComparison.Ordinal);
            Assert.Equal(looked.Message, refused.Message);
            Assert.Equal(before, _directory.Snapshot());
        }
        finally
        {
            reading.Kill();
            reading.WaitForExit();
        }

        await SqliteLogs.Open(Database).DisposeAsync();
        Assert.Equal(3, OriginalDatabase.Query(Database, OriginalDatabase.History).Count);
    }

    [Fact]
    public void Who_only_reads_is_told_to_start_the_daemon()
    {
        OriginalDatabase.Make(Database);
        var before = _directory.Snapshot();

        var refused = Assert.Throws<DatabaseOpenException>(
            () => SqliteEventLogReader.OpenReadOnly(Database, TimeProvider.System));

        Assert.Contains("the database of the original Swictation; start swictation-daemon on it once", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, _directory.Snapshot());
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("WAL")]
    public async Task What_a_killed_program_has_left_beside_it_is_brought_in_and_set_aside_with_it(string mode)
    {
        using var other = new TemporaryDirectory();
        OriginalDatabase.Make(other.File("metrics.db"));
        using (var connection = SqliteLogs.OpenRaw(other.File("metrics.db")))
        {
            connection.Execute($"PRAGMA journal_mode = {mode}; PRAGMA cache_size = 1; PRAGMA cache_spill = 1;");
            if (mode == "DELETE") connection.Execute("BEGIN; UPDATE segments SET text = zeroblob(9000); UPDATE sessions SET wpm = 1;");
            else connection.Execute("UPDATE segments SET text = 'only in the write-ahead log' WHERE id = 1;");
            foreach (var file in Directory.GetFiles(other.Path)) OtherProgram.Copy(file, _directory.File(Path.GetFileName(file)));
        }

        var before = _directory.Snapshot().Where(file => !file.Key.EndsWith("-shm", StringComparison.Ordinal))
            .ToDictionary(file => file.Key["metrics.db".Length..], file => file.Value);
        Assert.Equal(2, before.Count);

        await using (var log = SqliteLogs.Open(Database))
        {
            Assert.Equal(
                mode == "DELETE" ? "the quarterly report is ready for review" : "only in the write-ahead log",
                log.Reader.ReadAll().Select(WireReader.Read).OfType<SegmentImported>().First().Text);
        }

        foreach (var (suffix, content) in before)
        {
            var aside = Assert.Single(Directory.GetFiles(_directory.Path, $"metrics.db.original-*T??????{suffix}"));
            Assert.Equal(content, Convert.ToHexString(File.ReadAllBytes(aside)));
        }

        Assert.False(File.Exists(Database + "-journal"));
    }

    [Fact]
    public async Task One_without_columns_and_tables_that_came_later_is_taken_over()
    {
        OriginalDatabase.Execute(
            Database,
            """
            CREATE TABLE sessions (id INTEGER PRIMARY KEY, start_time REAL, end_time REAL, words_dictated INTEGER);
            INSERT INTO sessions VALUES (1, 1761900000.0, 1761900060.0, 30), (2, '2025-11-01 09:00:00', NULL, NULL);
            """);

        await SqliteLogs.Open(Database).DisposeAsync();

        Assert.Equal(
            ["2|1761987600|1761987600|0|0|0|0", "1|1761900000|1761900060|60|30|30|0"],
            OriginalDatabase.Query(Database, OriginalDatabase.History));
        Assert.Equal(["30|0|2|1|30|0|0"], OriginalDatabase.Query(Database, OriginalDatabase.Lifetime));
    }

    [Fact]
    public async Task An_empty_one_becomes_an_empty_log()
    {
        OriginalDatabase.Execute(Database, OriginalDatabase.Schema);

        await using var log = SqliteLogs.Open(Database);

        Assert.Equal(0, log.Reader.Head);
        Assert.Single(Directory.GetFiles(_directory.Path, "metrics.db.original-*"));
    }

    [Fact]
    public async Task Rows_that_cannot_be_are_bounded_and_segments_without_a_session_get_one()
    {
        OriginalDatabase.Execute(
            Database,
            OriginalDatabase.Schema
            + """
            PRAGMA foreign_keys = OFF;
            INSERT INTO sessions (id, start_time, end_time, duration_s, words_dictated, wpm)
            VALUES (-4, 1e300, -1e300, 9e999, 99999999999999, -5), (9000000000000000000, 0, 1, 1, 1, 1);
            INSERT INTO segments (session_id, timestamp, duration_s, words, characters, text, total_latency_ms)
            VALUES (7, 1761900005.0, 2.5, NULL, NULL, 'three words here' || char(0), -1);
            INSERT INTO lifetime_stats (id, best_wpm_value, avg_wpm, total_words, best_wpm_session)
            VALUES (1, 9e999, -3, 9223372036854775807, -4);
            """);

        await using var log = SqliteLogs.Open(Database);

        Assert.Equal(["7", "8", "9"], OriginalDatabase.Query(Database, "SELECT id FROM sessions ORDER BY id"));
        Assert.Equal(["7|3|1761900005"], OriginalDatabase.Query(Database, "SELECT session_id, words, timestamp FROM segments"));
        Assert.Single(OriginalDatabase.Query(Database, OriginalDatabase.Lifetime));
        log.RebuildReadModels();
        Assert.Equal(0, log.ReadModelLag);
    }

    [Fact]
    public async Task A_name_that_is_taken_is_left_alone()
    {
        OriginalDatabase.Make(Database);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 27, 9, 30, 15, TimeSpan.Zero));
        File.WriteAllText(_directory.File("metrics.db.original-20261127T093015"), "mine");

        await SqliteEventLog.Open(new(Database), new CommitNotice(), time, NullLogger.Instance).DisposeAsync();

        Assert.Equal("mine", File.ReadAllText(_directory.File("metrics.db.original-20261127T093015")));
        Assert.True(File.Exists(_directory.File("metrics.db.original-20261127T093015-2")));
    }

    [Fact]
    public void A_damaged_one_is_refused_with_a_remedy_and_left_as_it_is()
    {
        OriginalDatabase.Make(Database);
        var rootOfSegments = long.Parse(
            OriginalDatabase.Query(Database, "SELECT rootpage FROM sqlite_schema WHERE name = 'segments'")[0], CultureInfo.InvariantCulture);
        OtherProgram.Overwrite(Database, (rootOfSegments - 1) * DatabasePages.Of(Database).Size, 0xFF);
        var before = _directory.Snapshot();

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(Database));

        Assert.Contains("cannot be taken over", refused.Message, StringComparison.Ordinal);
        Assert.Contains("move it away, or mend it", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, _directory.Snapshot());
    }

    [Theory]
    [InlineData("CREATE TABLE sessions (id INTEGER PRIMARY KEY, name TEXT);")]
    [InlineData("CREATE VIEW sessions AS SELECT 1 AS id, 2 AS start_time, 3 AS end_time, 4 AS words_dictated;")]
    [InlineData(OriginalDatabase.Schema + "PRAGMA application_id = 77;")]
    public void A_database_of_another_application_is_refused(string sql)
    {
        OriginalDatabase.Execute(Database, sql);
        var before = _directory.Snapshot();

        var refused = Assert.Throws<DatabaseOpenException>(() => SqliteLogs.Open(Database));

        Assert.Contains("another application", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, _directory.Snapshot());
    }

    private static string? ProgramOf(Process process) =>
        Path.GetFileName(new FileInfo($"/proc/{process.Id}/exe").LinkTarget);
}
