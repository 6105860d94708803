using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Storage.Integrity;
using Swictation.Storage.Reading;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Tail;
using Swictation.Storage.Writing;

namespace Swictation.Storage;

/// <summary>
/// The event log in SQLite, and the one connection in the system that writes to it (promise P2). Commits on the
/// caller's thread; what other threads bring meanwhile goes into the next transaction together.
/// </summary>
public sealed class SqliteEventLog : IEventLog, IAsyncDisposable
{
    private readonly string _path;
    private readonly ICommitNotice _notice;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SqliteConnection _connection;
    private readonly WriterLock _lock;
    private readonly StepObserver? _steps;
    private readonly DamageJournal _damage;
    private readonly WriterTurns _turns = new();
    private readonly FileWatch _file;
    private readonly EventWriter _writer;
    private readonly AppendTransaction _transaction;
    private readonly ReadModelProjector _projector;
    private readonly LiveHead _live;
    private readonly LogMaintenance _maintenance;
    private bool _isClosed;

    private SqliteEventLog(
        SqliteLogOptions options,
        ICommitNotice notice,
        TimeProvider time,
        ILogger logger,
        SqliteConnection connection,
        WriterLock writerLock)
    {
        _path = options.Path;
        _notice = notice;
        _time = time;
        _logger = logger;
        _connection = connection;
        _lock = writerLock;
        _file = new(connection, time);
        _steps = options.Steps;
        _damage = new(_path, Metrics, logger);
        _writer = new(connection);
        _transaction = new(_writer, _steps);
        _projector = new(connection, _writer, time, Metrics, _damage, logger, _steps);

        var pool = new ReaderPool(_path);
        using var rented = pool.Rent();
        _live = new(rented.Connection.ReadHead());
        Reader = new(pool, _live, rented.Connection.ReadLogId()) { Damaged = met => _damage.Note(met.Reason) };
        _maintenance = new(_path, connection, _turns, _projector, _live, time, Metrics, _damage, logger, _steps);
        logger.LogOpened(_path, Reader.LogId, _live.Head, options.Durability);
    }

    /// <summary>Reads this log, recent events from memory. Disposed with the log.</summary>
    public SqliteEventLogReader Reader { get; }

    /// <summary>What the log has done since it was opened; stays readable after it is closed.</summary>
    public LogMetrics Metrics { get; } = new();

    /// <summary>How many events the read models are behind the log; 0 when they are level.</summary>
    public long ReadModelLag => Math.Max(0, _live.Head - _projector.Checkpoint);

    /// <summary>
    /// Opens the log for recording, and makes or upgrades the database. A damaged one is set aside, and what can be
    /// read of it becomes a new log.
    /// </summary>
    /// <exception cref="DatabaseOpenException">
    /// It cannot be used, or another daemon uses it. It was left as it is.
    /// </exception>
    public static SqliteEventLog Open(
        SqliteLogOptions options, ICommitNotice notice, TimeProvider time, ILogger logger)
    {
        var name = DatabaseName.Of(options.Path);
        var located = options with { Path = name.Path };
        var (connection, writerLock) = WriterConnection.Open(name, located, time, logger);
        try
        {
            return new(located, notice, time, logger, connection, writerLock);
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            writerLock.Dispose();
            throw new DatabaseOpenException(located.Path, $"cannot be read: {e.Message}", e);
        }
    }

    /// <summary>
    /// Where a database is behind all symbolic links. The names of all files beside it come from there (promise P14).
    /// </summary>
    /// <exception cref="DatabaseOpenException">It is no name of a file, or the links lead in a circle.</exception>
    public static string Resolve(string path) => DatabaseName.Resolve(path);

    /// <summary>
    /// Looks whether <see cref="Open"/> would refuse, as far as that can be seen at once. Makes and changes nothing.
    /// </summary>
    /// <param name="makesDirectory">True if a missing directory is made before the log is opened.</param>
    /// <exception cref="DatabaseOpenException">It would.</exception>
    public static void EnsureUsable(string path, bool makesDirectory = false) =>
        WriterConnection.EnsureUsable(DatabaseName.Of(path), makesDirectory);

    public AppendReceipt Append(ReadOnlySpan<EventToAppend> events)
    {
        EventBatch.ThrowIfUnfit(events);
        if (_turns.TryTake())
        {
            try
            {
                return Commit(events);
            }
            finally
            {
                _turns.PassOn();
            }
        }

        var pending = new PendingAppend(events.ToArray());
        _turns.Take(pending);
        if (pending.IsMine) CommitTogether(pending);
        return pending.Result();
    }

    /// <summary>
    /// Returns when the writing connection has begun a transaction and given it up: a sign of life of all that an
    /// append goes through, up to the disk. That it was refused one is an answer too.
    /// </summary>
    public void Answer() => _turns.Run(() =>
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

    /// <summary>
    /// Drops all rows of the read models and makes them again from the log (promise P8). Appends go on meanwhile.
    /// </summary>
    public void RebuildReadModels()
    {
        _turns.Run(_projector.Clear);
        while (ReadModelLag > 0) _turns.Run(() => _projector.RunSlice(_live.Head));
    }

    /// <summary>
    /// Brings the read models level, checkpoints and closes; no write-ahead log is left when nobody else reads.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_isClosed) return;
        await _maintenance.DisposeAsync().ConfigureAwait(false);
        _turns.Run(Close);
    }

    private void Close()
    {
        _isClosed = true;
        _maintenance.Finish();
        Reader.Dispose();
        _projector.Dispose();
        _writer.Dispose();
        _connection.Dispose();
        _lock.Dispose();
        _logger.LogClosed(_path, _live.Head);
    }

    private void CommitTogether(PendingAppend first)
    {
        List<PendingAppend> together = [first, .. _turns.TakeAppends()];
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
            _turns.PassOn();
        }
    }

    private AppendReceipt Commit(ReadOnlySpan<EventToAppend> events)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        var receipt = new AppendReceipt(_live.Head + 1, _live.Head + events.Length);
        var endsSession = EventBatch.EndsSession(events);
        if (endsSession) _projector.RunUntilNear(_live.Head);
        var began = _time.GetTimestamp();
        if (_file.HasMoved(began)) throw Failed(events.Length, WriteFailure.Moved);
        try
        {
            // One event alone is a transaction by itself.
            var isTransaction = events.Length > 1 || endsSession;
            if (isTransaction) _transaction.Begin();
            var sequence = receipt.First;
            foreach (ref readonly var e in events) _transaction.Insert(sequence++, e);
            if (endsSession) _projector.RunWithin(receipt.Last);
            if (isTransaction) _transaction.Commit();
        }
        catch (SqliteException e)
        {
            var reason = WriteFailure.Describe(e, _connection);
            _writer.Rollback();
            _damage.Note(e);
            throw Failed(events.Length, reason, e);
        }

        Metrics.Committed(events.Length, _time.GetElapsedTime(began));
        if (endsSession) _projector.Acknowledge();
        _steps?.Invoke(LogStep.Publish, isDone: false);
        _live.Advance(events);
        _notice.Publish(receipt.Last);
        _live.WakeWaiting();
        _steps?.Invoke(LogStep.Publish, isDone: true);
        return receipt;
    }

    private EventLogWriteException Failed(int events, string reason, SqliteException? inner = null)
    {
        Metrics.Errors.Add(LogErrorKind.Append);
        _logger.AppendFailed(events, _path, reason);
        return new(_path, reason, inner);
    }
}
