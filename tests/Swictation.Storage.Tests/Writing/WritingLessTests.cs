using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Observing;
using Swictation.Storage.Opening;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Writing;

/// <summary>How little metrics write, which come every second of a recording.</summary>
public sealed class WritingLessTests : IAsyncDisposable
{
    private const int Frame = 24 + DatabasePages.UsualSize;
    private const int Updates = 120;

    private static readonly SessionId One = new(1);

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeClock _time = new();
    private readonly EventFaker _faker = new(seed: 91);
    private readonly List<LogStep> _steps = [];
    private readonly SqliteEventLog _log;

    public WritingLessTests()
    {
        _log = SqliteEventLog.Open(
            new(Path) { Durability = Durability.Normal, Steps = Note }, new CommitNotice(), _time, NullLogger.Instance);
        _log.Append([.. _faker.Session(One, segments: 3).SkipLast(2)]);
        Idle(() => _log.ReadModelLag == 0 && Count(LogStep.Checkpoint) > 0, "the log is copied into the database");
    }

    private string Path => _directory.File("metrics.db");

    private long WalBytes => new FileInfo(Path + "-wal").Length;

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public void P8_Read_models_stay_level_with_metrics_and_write_nothing_for_them()
    {
        var (projected, copied) = (Count(LogStep.Project), Count(LogStep.Checkpoint));

        for (var second = 0; second < Updates; second++)
        {
            _log.Append(_faker.Metrics(One));
            Assert.Equal(0, _log.ReadModelLag);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        // What is behind them on the same thread has been done, so nothing was to be done for them.
        _log.Append(_faker.Transcription(One));
        Idle(() => _log.ReadModelLag == 0, "the sentence is in the read models");
        Assert.Equal(projected + 1, Count(LogStep.Project));
        Assert.Equal(copied, Count(LogStep.Checkpoint));
        Assert.Equal(_log.Reader.Head, Query("SELECT seq FROM read_model_checkpoint;"));
    }

    [Fact]
    public void An_append_of_metrics_writes_the_page_that_it_is_on_and_now_and_then_a_new_one()
    {
        _log.Append(_faker.Metrics(One));
        var before = WalBytes;

        for (var second = 1; second < Updates; second++) _log.Append(_faker.Metrics(One));

        // Frames that were written before a checkpoint are written over first.
        Assert.InRange((WalBytes - before) / Frame, 0, Updates * 13 / 10);
    }

    [Fact]
    public async Task P8_A_log_that_is_closed_says_how_far_its_read_models_are()
    {
        for (var second = 0; second < Updates; second++) _log.Append(_faker.Metrics(One));

        await _log.DisposeAsync();

        Assert.Equal(Query("SELECT max(seq) FROM events;"), Query("SELECT seq FROM read_model_checkpoint;"));
    }

    [Fact]
    public void What_many_metrics_have_changed_is_copied_into_the_database_in_a_quiet_moment()
    {
        var copied = Count(LogStep.Checkpoint);

        for (var second = 0; second < 1_100; second++) _log.Append(_faker.Metrics(One));

        Idle(() => Count(LogStep.Checkpoint) > copied, "the log is copied into the database");
    }

    private void Note(LogStep step, bool isDone)
    {
        lock (_steps)
        {
            if (isDone) _steps.Add(step);
        }
    }

    private int Count(LogStep step)
    {
        lock (_steps) return _steps.Count(done => done == step);
    }

    private long Query(string sql)
    {
        using var connection = SqliteLogs.OpenRaw(Path, SqliteOpenMode.ReadOnly);
        return connection.ExecuteScalar<long>(sql);
    }

    private void Idle(Func<bool> until, string what) => Eventually.True(
        () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            return until();
        },
        what);
}
