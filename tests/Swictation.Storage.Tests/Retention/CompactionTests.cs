using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Observing;
using Swictation.Storage.Opening;
using Swictation.Storage.ReadModels;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Retention;

/// <summary>Space that is free goes back to the file system.</summary>
public sealed class CompactionTests : IDisposable
{
    private static readonly SessionId One = new(1);

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeClock _time = new();
    private readonly EventFaker _faker = new(seed: 57);
    private readonly List<string> _copies = [];
    private readonly Lock _copying = new();
    private Action? _meanwhile;
    private bool _isCopying;

    private string Path => _directory.File("metrics.db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_log_that_was_thinned_is_a_shorter_file()
    {
        await using (var log = Open(keep: null)) log.Append([.. Metrics(9_000)]);
        var before = new FileInfo(Path).Length;

        await using (var log = Open(TimeSpan.FromDays(7)))
            Idle(() => new FileInfo(Path).Length < before / 3, "the file is shorter");

        Assert.Equal("ok", Query<string>("PRAGMA integrity_check;"));
    }

    [Fact]
    public async Task A_log_of_an_earlier_version_is_written_anew_once_and_shrinks()
    {
        var (events, rows) = await MakeEarlierLogAsync();
        var before = new FileInfo(Path).Length;

        await using (var log = Open(keep: null))
        {
            Idle(() => Query<long>("PRAGMA auto_vacuum;") == 2, "it is written anew");
            Idle(() => new FileInfo(Path).Length < before / 2, "the file is shorter");

            Assert.Equal(events, Describe(log));
            Assert.Equal(rows, Rows(Path));
            Assert.Equal(log.Reader.Head + 1, log.Append(_faker.Transcription(One)).First);
            Assert.False(File.Exists(Path + ".compacting"));
        }

        Assert.Equal("ok", Query<string>("PRAGMA integrity_check;"));
    }

    [Fact]
    public async Task Who_reads_meanwhile_sees_the_log_as_it_was_and_then_as_it_is()
    {
        var (events, _) = await MakeEarlierLogAsync();
        using var reader = SqliteLogs.OpenRaw(Path, SqliteOpenMode.ReadOnly);
        await using var log = Open(keep: null);
        using (var transaction = reader.BeginTransaction(deferred: true))
        {
            var before = reader.Query<string>("SELECT seq || body FROM events ORDER BY seq;").AsList();
            Idle(() => Query<long>("PRAGMA auto_vacuum;") == 2, "it is written anew");

            Assert.Equal(before, reader.Query<string>("SELECT seq || body FROM events ORDER BY seq;"));
        }

        Assert.Equal(events.Count, reader.ExecuteScalar<int>("SELECT count(*) FROM events;"));
        Assert.Equal(events, Describe(log));
    }

    [Fact]
    public async Task An_append_gives_it_up_and_it_is_tried_again_later()
    {
        await MakeEarlierLogAsync();
        SqliteEventLog? log = null;
        var appended = 0L;
        _meanwhile = () =>
        {
            if (log is not null && appended == 0) appended = log.Append(_faker.Transcription(One)).Last;
        };
        await using var opened = log = Open(keep: null);

        Idle(() => Volatile.Read(ref appended) > 0, "somebody appends in the middle of it");
        Idle(() => !File.Exists(Path + ".compacting"), "it is given up");
        var isConverted = Query<long>("PRAGMA auto_vacuum;");
        _time.Advance(TimeSpan.FromMinutes(10));
        // An idle daemon stores metrics every quarter of an hour.
        log.Append(_faker.Metrics(null));
        Idle(() => Query<long>("PRAGMA auto_vacuum;") == 2, "it is written anew");

        Assert.Equal(0, isConverted);
        Assert.Equal(appended + 1, log.Reader.Head);
    }

    [Fact]
    public async Task P7_Wherever_it_is_cut_off_nothing_is_lost_and_no_copy_of_a_text_is_left()
    {
        var (events, rows) = await MakeEarlierLogAsync();
        await using (var log = Open(keep: null))
        {
            lock (_copying) _isCopying = true;
            Idle(() => Query<long>("PRAGMA auto_vacuum;") == 2, "it is written anew");
            var long_ = new FileInfo(Path).Length;
            Idle(() => new FileInfo(Path).Length < long_, "the file is shorter");
            lock (_copying) _isCopying = false;
        }

        Assert.True(_copies.Count >= 10, $"{_copies.Count} copies");
        foreach (var copy in _copies)
        {
            var path = System.IO.Path.Combine(copy, "metrics.db");
            await using var log = SqliteEventLog.Open(
                new(path) { Durability = Durability.Normal }, new CommitNotice(), _time, NullLogger.Instance);

            Assert.Equal(events, Describe(log));
            Assert.Equal(rows, Rows(path));
            Assert.False(File.Exists(path + ".compacting"), copy);
            using var connection = SqliteLogs.OpenRaw(path, SqliteOpenMode.ReadOnly);
            Assert.Equal("ok", connection.ExecuteScalar<string>("PRAGMA integrity_check;"));
        }
    }

    [Fact]
    public async Task P9_Wherever_thinning_is_cut_off_nothing_else_is_lost_and_it_is_told_once()
    {
        SessionEvent[] events = [.. Metrics(2_500), .. _faker.Session(new(2), segments: 5)];
        List<string> kept;
        await using (var log = Open(keep: null))
        {
            log.Append(events);
            kept = [.. log.Reader.ReadAll().Where(stored => stored.Type != MetricsUpdate.TypeName).Select(Describe)];
        }

        await using (var log = Open(TimeSpan.FromDays(7)))
        {
            lock (_copying) _isCopying = true;
            Idle(() => Query<long>("SELECT count(*) FROM events WHERE type = 'metrics_update' AND session_id = 1;") < 50, "it is thinned");
            lock (_copying) _isCopying = false;
        }

        Assert.True(_copies.Count >= 10, $"{_copies.Count} copies");
        foreach (var copy in _copies)
        {
            await using var log = SqliteEventLog.Open(
                new(System.IO.Path.Combine(copy, "metrics.db")) { Durability = Durability.Normal }, new CommitNotice(), _time, NullLogger.Instance);

            var next = 1L;
            foreach (var (first, last) in Accounts(log))
            {
                Assert.Equal(next, first);
                next = last + 1;
            }

            Assert.Equal(log.Reader.Head + 1, next);
            Assert.Equal(kept, log.Reader.ReadAll()
                .Where(stored => stored.Type != MetricsUpdate.TypeName && stored.Type != EventsRemoved.TypeName).Select(Describe));
        }
    }

    private static IEnumerable<(long First, long Last)> Accounts(SqliteEventLog log)
    {
        List<(long, long)> all = [];
        for (var page = log.Reader.ReadStored(0); !page.IsEmpty; page = log.Reader.ReadStored(page.Last))
        {
            foreach (var entry in page.Entries.ToArray()) all.Add((entry.Sequence, entry.Sequence));
            foreach (var range in page.Removed.ToArray()) all.Add((range.First, range.Last));
            if (page.Last == log.Reader.Head) break;
        }

        return all.Order();
    }

    private static List<string> Describe(SqliteEventLog log) => [.. log.Reader.ReadAll().Select(Describe)];

    private static string Describe(StoredEvent stored) => $"{stored.Sequence} {stored.Session} {stored.AtMicroseconds} {stored.Body.Text()}";

    private static List<string> Rows(string path)
    {
        using (var comparison = new ReadModelComparison(path, TimeProvider.System))
        {
            while (comparison.TakeSlice())
            {
                // Slice by slice.
            }

            Assert.Empty(comparison.Differences);
        }

        using var connection = SqliteLogs.OpenRaw(path, SqliteOpenMode.ReadOnly);
        return [.. connection.Query("SELECT * FROM sessions UNION ALL SELECT * FROM sessions ORDER BY id;").Select(row => $"{row}")];
    }

    // Half of it is free, and its pages do not say what points to them.
    private async Task<(List<string> Events, List<string> Rows)> MakeEarlierLogAsync()
    {
        await using (var log = Open(keep: null))
        {
            log.Append([.. Enumerable.Range(1, 20).SelectMany(session => _faker.Session(new(session), segments: 60))]);
            log.Append([.. Metrics(4_500)]);
        }

        await using (var log = Open(TimeSpan.FromDays(7)))
            Idle(() => Query<long>("SELECT count(*) FROM events WHERE type = 'metrics_update';") < 500, "it is thinned");
        using (var connection = SqliteLogs.OpenRaw(Path))
            connection.Execute($"PRAGMA journal_mode = DELETE; PRAGMA page_size = {SqliteLogs.LargerPageBytes}; PRAGMA auto_vacuum = NONE; VACUUM; PRAGMA journal_mode = WAL;");
        using (var connection = SqliteLogs.OpenRaw(Path))
            connection.Execute("CREATE TABLE filler (x BLOB); INSERT INTO filler VALUES (zeroblob(3000000)); DROP TABLE filler;");
        await using var made = Open(keep: null);
        Idle(() => made.ReadModelLag == 0, "the read models are level");
        return (Describe(made), Rows(Path));
    }

    private SqliteEventLog Open(TimeSpan? keep) => SqliteEventLog.Open(
        new(Path) { Durability = Durability.Normal, KeepMetrics = keep, Steps = Copy }, new CommitNotice(), _time, NullLogger.Instance);

    private IEnumerable<SessionEvent> Metrics(int count)
    {
        var start = _time.GetUtcNow().AddDays(-30);
        return Enumerable.Range(0, count)
            .Select(second => new MetricsUpdate(One, start.AddSeconds(second), Phase.Recording, new(1, 1, 120, second, 200), new(0, 0, 1)));
    }

    private void Copy(LogStep step, bool isDone)
    {
        if (step is not (LogStep.Compact or LogStep.Checkpoint or LogStep.Remove or LogStep.Commit)) return;
        if (step == LogStep.Compact) _meanwhile?.Invoke();
        lock (_copying)
        {
            if (!_isCopying || _copies.Count >= 60) return;
            var to = Directory.CreateDirectory(_directory.File($"copy-{_copies.Count:00}-{step}-{(isDone ? "done" : "begun")}")).FullName;
            foreach (var name in new[] { "metrics.db", "metrics.db-wal", "metrics.db.head", "metrics.db.compacting" })
            {
                if (File.Exists(_directory.File(name))) OtherProgram.Copy(_directory.File(name), System.IO.Path.Combine(to, name));
            }

            _copies.Add(to);
        }
    }

    private T? Query<T>(string sql)
    {
        using var connection = SqliteLogs.OpenRaw(Path, SqliteOpenMode.ReadOnly);
        return connection.ExecuteScalar<T>(sql);
    }

    private void Idle(Func<bool> until, string what) => Eventually.True(
        () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(200));
            return until();
        },
        what);
}
