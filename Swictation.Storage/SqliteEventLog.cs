using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;
using Swictation.Plumbing.Files;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Observing;
using Swictation.Storage.Opening;
using Swictation.Storage.Reading;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;
using Swictation.Storage.Writing;

namespace Swictation.Storage;

/// <summary>
/// The event log in SQLite, and the one writer in the system (promise P2). A database that gives an append an answer that
/// no whole one gives is set aside and salvaged while the log is open; until that is done nothing can be appended.
/// </summary>
public sealed class SqliteEventLog : IEventLog, IForgettingLog, IAsyncDisposable
{
    private readonly string _path;
    private readonly WriterLock _lock;
    private readonly LogHealing _healing;

    private SqliteEventLog(
        SqliteLogOptions options,
        ICommitNotice notice,
        TimeProvider time,
        ILogger logger,
        SqliteConnection connection,
        WriterLock writerLock)
    {
        _path = options.Path;
        _lock = writerLock;
        _healing = new(
            Use(connection),
            broken => Use(WriterConnection.Reopen(options, time, logger, writerLock, broken)),
            time,
            logger);
        Current = new CurrentLogReader(() => Reader);

        WritableLog Use(SqliteConnection opened)
        {
            try
            {
                var log = new WritableLog(
                    options.Path, new(options.KeepMetrics, options.KeepText), options.Steps, notice, time, logger, Metrics, opened, writerLock);
                logger.LogOpened(options.Path, log.Reader.LogId, log.Reader.Head, options.Durability);
                return log;
            }
            catch (Exception e) when (e is SqliteException or EventLogDamagedException or IOException or UnauthorizedAccessException)
            {
                DatabaseFile.Abandon(opened);
                throw new DatabaseOpenException(options.Path, $"cannot be read: {e.Message}", e);
            }
        }
    }

    /// <summary>
    /// Another log has come into the place of this one, with another name and other positions. The old one can be read
    /// until this is disposed; nothing is appended to the new one before all have heard of it.
    /// </summary>
    public event Action? Replaced
    {
        add => _healing.Done += value;
        remove => _healing.Done -= value;
    }

    /// <summary>
    /// Reads the log as it is now, recent events from memory: after it was <see cref="Replaced"/> it is another one.
    /// Disposed with the log.
    /// </summary>
    public SqliteEventLogReader Reader => _healing.Log.Reader;

    /// <inheritdoc/>
    public string LogId => Reader.LogId;

    /// <summary>Reads whatever is the log when it is asked: for who does not keep positions.</summary>
    public IEventLogReader Current { get; }

    /// <summary>Counts the work of the log since it was opened; stays readable after it is closed.</summary>
    public LogMetrics Metrics { get; } = new();

    /// <summary>How many events the read models are behind the log; 0 when they are level.</summary>
    public long ReadModelLag => _healing.Log.ReadModelLag;

    /// <summary>Another program that keeps the write-ahead log from shrinking; null while there is none.</summary>
    public FileHolder? Holder => _healing.Log.Holder;

    /// <inheritdoc cref="WritableLog.TrailsSessionEnd"/>
    public bool TrailsSessionEnd => _healing.Log.TrailsSessionEnd;

    /// <summary>
    /// Up to where a state holds that was true behind an event: the events that the log itself has appended behind that one
    /// change no state.
    /// </summary>
    public long HoldsUpTo(long position) => _healing.Log.HoldsUpTo(position);

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
        catch
        {
            writerLock.Dispose();
            throw;
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
        if (_healing.Explain() is { } reason) throw new EventLogWriteException(_path, reason);

        var log = _healing.Log;
        try
        {
            return log.Append(events);
        }
        catch (EventLogWriteException e) when (log.BrokenBy is { } broken && _healing.TryBegin(log, broken))
        {
            throw new EventLogWriteException(_path, LogHealing.UnderWay, e);
        }
    }

    /// <inheritdoc cref="WritableLog.Remove"/>
    internal AppendReceipt Remove(IReadOnlyList<RemovedRange> ranges, EventsRemoved saying) =>
        _healing.Log.Remove(ranges, saying);

    /// <summary>
    /// Returns when the writing connection has begun a transaction and given it up: a sign of life of all that an
    /// append goes through, up to the disk. That it was refused one is an answer too.
    /// </summary>
    public void Answer() => _healing.Log.Answer();

    /// <inheritdoc cref="IForgettingLog.ForgetAll"/>
    public ForgettingPlan Forget(ForgettingSelection wanted, IReadOnlyList<FileStretch> files) => ForgetAll([wanted], files)[0];

    /// <inheritdoc/>
    public IReadOnlyList<ForgettingPlan> ForgetAll(IReadOnlyList<ForgettingSelection> wanted, IReadOnlyList<FileStretch> files)
    {
        if (_healing.Explain() is { } reason) throw new EventLogWriteException(_path, reason);
        try
        {
            return _healing.Log.ForgetAll(wanted, files);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new EventLogWriteException(_path, new Reason(ReasonCode.DatabaseError, e.Message), e);
        }
    }

    /// <inheritdoc/>
    public bool IsForgetting => _healing.Log.IsForgetting;

    /// <inheritdoc/>
    public FileHolder? ForgettingHeldBy => _healing.Log.ForgettingHeldBy;

    /// <summary>
    /// Drops all rows of the read models and makes them again from the log (promise P8). Appends go on meanwhile.
    /// </summary>
    public void RebuildReadModels() => _healing.Log.RebuildReadModels();

    /// <inheritdoc cref="WritableLog.LevelReadModels"/>
    internal void LevelReadModels() => _healing.Log.LevelReadModels();

    /// <summary>The same as <see cref="RebuildReadModels"/>, without waiting until they are made: <see cref="ReadModelLag"/> says how far they are.</summary>
    /// <exception cref="EventLogWriteException">They could not be dropped; nothing was changed.</exception>
    public void BeginToRebuildReadModels()
    {
        try
        {
            _healing.Log.BeginToRebuildReadModels();
        }
        catch (SqliteException e)
        {
            throw new EventLogWriteException(_path, new Reason(ReasonCode.DatabaseError, e.Message), e);
        }
    }

    /// <summary>
    /// Brings the read models level, checkpoints and closes; no write-ahead log is left when nobody else reads.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _healing.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _lock.Dispose();
        }
    }
}
