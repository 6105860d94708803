using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Plumbing.Files;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Observing;
using Swictation.Storage.Reading;
using Swictation.Storage.Reading.Tail;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Retention;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Writing;

/// <summary>
/// One database while it is the log: the one connection that writes to it (promise P2), and all that shares it: appends, read
/// models, forgetting and maintenance. Its maker holds the writer's lock.
/// </summary>
internal sealed class WritableLog : IAsyncDisposable
{
    private readonly string _path;
    private readonly ILogger _logger;
    private readonly SqliteConnection _connection;
    private readonly DamageJournal _damage;
    private readonly WriterQueue _writers = new();
    private readonly EventWriter _writer;
    private readonly EventRemoval _removal;
    private readonly LogChain _chain;
    private readonly LogAppends _appends;
    private readonly ReadModelProjector _projector;
    private readonly LiveHead _live;
    private readonly LogMaintenance _maintenance;
    private readonly LogForgetting _forgetting;

    public WritableLog(
        string path,
        RetentionRules keep,
        StepObserver? steps,
        ICommitNotice notice,
        TimeProvider time,
        ILogger logger,
        LogMetrics metrics,
        SqliteConnection connection,
        WriterLock file)
    {
        _path = path;
        _logger = logger;
        _connection = connection;
        FileWatch watch = new(connection, time);
        _damage = new(_path, metrics, logger);
        _writer = new(connection);
        _removal = new(connection);
        _chain = new(path, connection, _writers, _writer, watch, () => _live!.Head, _damage, time, logger, steps);
        _projector = new(connection, _writer, time, metrics, _damage, logger, steps);

        var pool = new ReaderPool(_path);
        using var rented = pool.Rent();
        _live = new(rented.Connection.ReadHead());
        Reader = new(pool, _live, rented.Connection.ReadLogId()) { Damaged = met => _damage.Note(met.Reason.Words) };
        _appends = new(
            path,
            connection,
            _writers,
            _writer,
            new(_writer, _removal, _chain, steps),
            _chain,
            watch,
            _projector,
            _live,
            Reader,
            position => _maintenance!.Hurry(position),
            _damage,
            notice,
            time,
            logger,
            metrics,
            steps);
        var orders = new ForgettingOrders(connection);
        var forgetting = new ForgettingWork(
            _path, connection, _writers, _writer, _chain, _projector, orders, () => _live.Head, _appends.NoteForgotten, time, steps);
        var erasure = new LogErasure(_path, connection, _writers, file, orders, forgetting, () => _live.Head, time, steps);
        _forgetting = new(_path, forgetting, erasure, logger);
        var compaction = new LogCompaction(_path, connection, _writers, _live, time, logger, steps);
        CompactCopy.RemoveLeftover(_path);
        _forgetting.GoOn();
        var retention = new LogRetention(_path, keep.Metrics, (ranges, saying) => _appends.Remove(ranges, saying), time, logger);
        var texts = new TextRetention(_path, keep.Texts, _forgetting.RemoveOld, () => _maintenance!.Erase(), time, logger);
        _maintenance = new(
            _path, connection, _writers, _projector, _chain, retention, texts, compaction, _live, time, metrics, _damage, logger, _appends.KeepHead, erasure,
            steps);
    }

    /// <summary>Reads this log, recent events from memory.</summary>
    public SqliteEventLogReader Reader { get; }

    /// <summary>How many events the read models are behind the log; 0 when they are level.</summary>
    public long ReadModelLag => Math.Max(0, _live.Head - _projector.Checkpoint);

    /// <inheritdoc cref="ReaderWatch.Holder"/>
    public FileHolder? Holder => _maintenance.Holder;

    /// <summary>True while the end of a session is not in the read models yet (promise P8).</summary>
    public bool TrailsSessionEnd => _projector.Checkpoint < _appends.SessionEnd;

    /// <inheritdoc cref="LogAppends.BrokenBy"/>
    public string? BrokenBy => _appends.BrokenBy;

    /// <summary>True when it was set aside, and what could be read of it has its name.</summary>
    public bool IsSalvaged { get; set; }

    /// <summary>The newest events as they were stored, as far as they are in memory.</summary>
    public IEnumerable<StoredEvent> Remembered => _live.ReadRemembered();

    /// <inheritdoc cref="IEventLog.Append"/>
    public AppendReceipt Append(ReadOnlySpan<EventToAppend> events) => _appends.Append(events);

    /// <inheritdoc cref="LogAppends.Remove"/>
    public AppendReceipt Remove(IReadOnlyList<RemovedRange> ranges, EventsRemoved saying) => _appends.Remove(ranges, saying);

    /// <inheritdoc cref="SqliteEventLog.HoldsUpTo"/>
    public long HoldsUpTo(long position) => _appends.HoldsUpTo(position);

    /// <summary>
    /// Returns when the writing connection has begun a transaction and given it up: a sign of life of all that an
    /// append goes through, up to the disk. That it was refused one is an answer too.
    /// </summary>
    public void Answer() => _writers.Run(() =>
    {
        if (_appends.IsClosed) return;
        try
        {
            _writer.Begin();
            _writer.Rollback();
        }
        catch (SqliteException e)
        {
            _logger.AnsweredWithFailure(_path, e.Message);
        }
    });

    /// <inheritdoc cref="LogForgetting.IsDue"/>
    public bool IsForgetting => _forgetting.IsDue;

    /// <inheritdoc cref="LogErasure.HeldBy"/>
    public FileHolder? ForgettingHeldBy => _forgetting.HeldBy;

    /// <inheritdoc cref="IForgettingLog.ForgetAll"/>
    public IReadOnlyList<ForgettingPlan> ForgetAll(IReadOnlyList<ForgettingSelection> wanted, IReadOnlyList<FileStretch> files)
    {
        var isNothing = false;
        try
        {
            var plans = _forgetting.Remove(wanted, files);
            isNothing = files.Count == 0 && plans.All(plan => plan.IsEmpty);
            return plans;
        }
        finally
        {
            // Also where it could not be finished: what was removed has copies, and the rest is tried again with them.
            if (!isNothing) _maintenance.Erase();
        }
    }

    /// <summary>
    /// Drops all rows of the read models and makes them again from the log (promise P8). Appends go on meanwhile.
    /// </summary>
    public void RebuildReadModels()
    {
        _writers.Run(_projector.Clear);
        LevelReadModels();
    }

    /// <summary>Brings the read models level with the log.</summary>
    public void LevelReadModels()
    {
        while (ReadModelLag > 0) _writers.Run(() => _projector.RunSlice(_live.Head));
    }

    /// <summary>Drops all rows of the read models; they are made again from the log in idle moments.</summary>
    public void BeginToRebuildReadModels()
    {
        _writers.Run(() =>
        {
            ObjectDisposedException.ThrowIf(_appends.IsClosed, this);
            _projector.Clear();
        });
        _maintenance.Wake();
    }

    /// <summary>
    /// Gives the database up and leaves all files as they are. Nothing is appended any more; what is there can still be
    /// read.
    /// </summary>
    public async Task AbandonAsync()
    {
        if (_appends.IsClosed) return;
        await _maintenance.DisposeAsync().ConfigureAwait(false);
        _writers.Run(() =>
        {
            _appends.Close();
            Release();
            DatabaseFile.Abandon(_connection);
        });
    }

    /// <summary>
    /// Brings the read models level, checkpoints and closes; no write-ahead log is left when nobody else reads.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_appends.IsClosed)
        {
            Reader.Dispose();
            return;
        }

        await _maintenance.DisposeAsync().ConfigureAwait(false);
        _chain.Finish();
        _writers.Run(Close);
    }

    private void Close()
    {
        _appends.Close();
        _maintenance.Finish();
        _appends.KeepNewest();
        Reader.Dispose();
        Release();
        _connection.Dispose();
        _logger.LogClosed(_path, _live.Head);
    }

    private void Release()
    {
        _forgetting.Dispose();
        _projector.Dispose();
        _chain.Dispose();
        _removal.Dispose();
        _writer.Dispose();
    }
}
