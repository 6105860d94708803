using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Domain.Wire;
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
/// One database while it is the log: the one connection that writes to it (promise P2), its read models and its
/// maintenance. Commits on the caller's thread; events that other threads bring meanwhile go into the next transaction
/// together. Its maker holds the writer's lock.
/// </summary>
internal sealed class WritableLog : IAsyncDisposable
{
    private readonly string _path;
    private readonly ICommitNotice _notice;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly LogMetrics _metrics;
    private readonly SqliteConnection _connection;
    private readonly StepObserver? _steps;
    private readonly DamageJournal _damage;
    private readonly WriterQueue _writers = new();
    private readonly FileWatch _file;
    private readonly EventWriter _writer;
    private readonly EventRemoval _removal;
    private readonly LogChain _chain;
    private readonly AppendTransaction _transaction;
    private readonly ReadModelProjector _projector;
    private readonly LiveHead _live;
    private readonly LogMaintenance _maintenance;
    private readonly HeadKeeper _kept;
    private readonly LogForgetting _forgetting;
    private (long Position, int Checksum) _newest;
    private long _sessionEnd;
    private OwnEvents? _own;
    private volatile string? _brokenBy;
    private bool _isClosed;

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
        _notice = notice;
        _time = time;
        _logger = logger;
        _metrics = metrics;
        _connection = connection;
        _file = new(connection, time);
        _steps = steps;
        _damage = new(_path, metrics, logger);
        _writer = new(connection);
        _removal = new(connection);
        _chain = new(path, connection, _writers, _writer, _file, () => _live!.Head, _damage, time, logger, _steps);
        _transaction = new(_writer, _removal, _chain, _steps);
        _projector = new(connection, _writer, time, metrics, _damage, logger, _steps);

        var pool = new ReaderPool(_path);
        using var rented = pool.Rent();
        var head = rented.Connection.ReadHead();
        _live = new(head);
        _newest = (head, StoredChecksum.At(connection, head));
        Reader = new(pool, _live, rented.Connection.ReadLogId()) { Damaged = met => _damage.Note(met.Reason.Words) };
        _kept = new(_path, Reader.LogId, time);
        var orders = new ForgettingOrders(connection);
        var forgetting = new ForgettingWork(
            _path, connection, _writers, _writer, _chain, _projector, orders, () => _live.Head, NoteForgotten, time, _steps);
        var erasure = new LogErasure(_path, connection, _writers, file, orders, forgetting, time, _steps);
        _forgetting = new(_path, forgetting, erasure, logger);
        var compaction = new LogCompaction(_path, connection, _writers, _live, time, logger, _steps);
        CompactCopy.RemoveLeftover(_path);
        _forgetting.GoOn();
        var retention = new LogRetention(_path, keep.Metrics, (ranges, saying) => Remove(ranges, saying), time, logger);
        var texts = new TextRetention(_path, keep.Texts, _forgetting.RemoveOld, () => _maintenance!.Erase(), time, logger);
        _maintenance = new(
            _path, connection, _writers, _projector, _chain, retention, texts, compaction, _live, time, metrics, _damage, logger, KeepHead, erasure,
            _steps);
    }

    /// <summary>Reads this log, recent events from memory.</summary>
    public SqliteEventLogReader Reader { get; }

    /// <summary>How many events the read models are behind the log; 0 when they are level.</summary>
    public long ReadModelLag => Math.Max(0, _live.Head - _projector.Checkpoint);

    /// <inheritdoc cref="ReaderWatch.Holder"/>
    public FileHolder? Holder => _maintenance.Holder;

    /// <summary>True while the end of a session is not in the read models yet (promise P8).</summary>
    public bool TrailsSessionEnd => _projector.Checkpoint < Volatile.Read(ref _sessionEnd);

    /// <summary>
    /// The answer to an append that no database gives that is what was written; null while there was none.
    /// </summary>
    public string? BrokenBy => _brokenBy;

    /// <summary>True when it was set aside, and what could be read of it has its name.</summary>
    public bool IsSalvaged { get; set; }

    /// <summary>The newest events as they were stored, as far as they are in memory.</summary>
    public IEnumerable<StoredEvent> Remembered => _live.ReadRemembered();

    /// <inheritdoc cref="IEventLog.Append"/>
    public AppendReceipt Append(ReadOnlySpan<EventToAppend> events)
    {
        if (_writers.TryTake())
        {
            try
            {
                return Commit(events);
            }
            finally
            {
                _writers.PassOn();
            }
        }

        var pending = new PendingAppend(events.ToArray());
        _writers.Take(pending);
        if (pending.IsMine) CommitTogether(pending);
        return pending.Result();
    }

    /// <summary>
    /// Takes events out of the log, in one transaction with the event that says so (promise P9). Waits for its turn like an
    /// append.
    /// </summary>
    /// <param name="ranges">In order, each of positions whose events are all there; never the newest event.</param>
    /// <exception cref="EventLogWriteException">Nothing was taken out.</exception>
    public AppendReceipt Remove(IReadOnlyList<RemovedRange> ranges, EventsRemoved saying)
    {
        var receipt = default(AppendReceipt);
        _chain.WhileNothingElseGoes(() =>
        {
            var kept = _chain.Remain(ranges);
            _writers.Run(() => receipt = Commit([WireWriter.ToAppend(saying with { Kept = kept })], ranges, kept));
        });
        return receipt;
    }

    /// <inheritdoc cref="SqliteEventLog.HoldsUpTo"/>
    public long HoldsUpTo(long position)
    {
        var own = Volatile.Read(ref _own);
        return own is not null && position >= own.First - 1 && position <= own.Last ? own.Last : position;
    }

    /// <summary>
    /// Returns when the writing connection has begun a transaction and given it up: a sign of life of all that an
    /// append goes through, up to the disk. That it was refused one is an answer too.
    /// </summary>
    public void Answer() => _writers.Run(() =>
    {
        if (_isClosed) return;
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

    /// <inheritdoc cref="IForgettingLog.Forget"/>
    public ForgettingPlan Forget(ForgettingSelection wanted, IReadOnlyList<FileStretch> files)
    {
        var isNothing = false;
        try
        {
            var plan = _forgetting.Remove(wanted, files);
            isNothing = plan.IsEmpty && files.Count == 0;
            return plan;
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
            ObjectDisposedException.ThrowIf(_isClosed, this);
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
        if (_isClosed) return;
        await _maintenance.DisposeAsync().ConfigureAwait(false);
        _writers.Run(() =>
        {
            _isClosed = true;
            Release();
            DatabaseFile.Abandon(_connection);
        });
    }

    /// <summary>
    /// Brings the read models level, checkpoints and closes; no write-ahead log is left when nobody else reads.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_isClosed)
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
        _isClosed = true;
        _maintenance.Finish();
        _kept.Keep(_newest.Position, _newest.Checksum);
        Reader.Dispose();
        Release();
        _connection.Dispose();
        _logger.LogClosed(_path, _live.Head);
    }

    private void NoteForgotten(EventToAppend told, int checksum)
    {
        _newest = (_live.Head + 1, checksum);
        // The one that is kept may be that of words that are gone.
        _kept.Keep(_newest.Position, checksum);
        Publish([told], isOwn: true);
    }

    private void Release()
    {
        _forgetting.Dispose();
        _projector.Dispose();
        _chain.Dispose();
        _removal.Dispose();
        _writer.Dispose();
    }

    private void KeepHead()
    {
        if (!_kept.IsDue(_live.Head)) return;
        var newest = _newest;
        _writers.Run(() => newest = _newest);
        _kept.Keep(newest.Position, newest.Checksum);
    }

    private void CommitTogether(PendingAppend first)
    {
        List<PendingAppend> together = [first, .. _writers.TakeAppends()];
        try
        {
            var next = Commit([.. together.SelectMany(pending => pending.Events)]).First;
            foreach (var pending in together)
            {
                pending.Succeed(new(next, next + pending.Events.Length - 1));
                next += pending.Events.Length;
            }
        }
        catch (EventLogWriteException e)
        {
            foreach (var pending in together) pending.Fail(e);
        }
        finally
        {
            foreach (var pending in together.Skip(1)) pending.Call(isMine: false);
            _writers.PassOn();
        }
    }

    private AppendReceipt Commit(
        ReadOnlySpan<EventToAppend> events, IReadOnlyList<RemovedRange>? removed = null, KeptStretches? kept = null)
    {
        if (_isClosed && _brokenBy is { } broken) throw Failed(events.Length, new(ReasonCode.DatabaseError, broken));
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var receipt = new AppendReceipt(_live.Head + 1, _live.Head + events.Length);
        var endsSession = EventBatch.EndsSession(events);
        // Far behind, they follow by themselves: nobody who stops a session waits for them.
        var isNear = endsSession && _projector.TryComeNear(_live.Head);
        var began = _time.GetTimestamp();
        if (_file.HasMoved(began)) throw Failed(events.Length, new(ReasonCode.Moved));
        var isStuck = _writer.IsInTransaction;
        try
        {
            // One event alone is a transaction by itself.
            var isTransaction = events.Length > 1 || endsSession || removed is not null;
            if (isTransaction) _transaction.Begin();
            var sequence = receipt.First;
            foreach (ref readonly var e in events) _transaction.Insert(sequence++, e);
            if (removed is not null && kept is not null) _transaction.Remove(removed, kept, receipt.First);
            if (isNear) _projector.RunWithin(receipt.Last);
            if (isTransaction) _transaction.Commit();
        }
        catch (SqliteException e)
        {
            var reason = WriteFailure.Of(e, _connection);
            _writer.Rollback();
            _damage.Note(e);
            if (!isStuck && Damage.IsInAnswerToAppend(e) && !_file.HasMoved()) _brokenBy = e.Message;
            throw Failed(events.Length, reason, e);
        }

        _newest = (receipt.Last, _writer.LastChecksum);
        _metrics.Committed(events.Length, _time.GetElapsedTime(began));
        if (isNear) _projector.Acknowledge();
        if (endsSession) NoteSessionEnd(receipt.Last);
        _steps?.Invoke(LogStep.Publish, isDone: false);
        Publish(events, isOwn: removed is not null);
        _steps?.Invoke(LogStep.Publish, isDone: true);
        return receipt;
    }

    /// <param name="isOwn">True where the log itself has appended them: what readers hold of it is not what it was.</param>
    private void Publish(ReadOnlySpan<EventToAppend> events, bool isOwn)
    {
        if (isOwn)
        {
            _live.Forget();
            Reader.Forget();
            var first = _live.Head + 1;
            Volatile.Write(ref _own, new(_own?.Last == first - 1 ? _own.First : first, _live.Head + events.Length));
        }

        _projector.PassOver(_live.Head + 1, events);
        _live.Advance(events);
        _notice.Publish(_live.Head);
        _live.WakeWaiting();
    }

    private void NoteSessionEnd(long position)
    {
        Volatile.Write(ref _sessionEnd, position);
        _kept.NoteSessionEnd();
        if (ReadModelLag > 0) _maintenance.Hurry(position);
    }

    private EventLogWriteException Failed(int events, Reason reason, SqliteException? inner = null)
    {
        _metrics.Errors.Add(LogErrorKind.Append);
        _logger.AppendFailed(events, _path, reason.Words);
        return new(_path, reason, inner);
    }

    // The newest events that the log itself has appended, without any other between them.
    private sealed record OwnEvents(long First, long Last);
}
