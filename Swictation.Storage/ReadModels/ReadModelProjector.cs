using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Log;
using Swictation.Storage.Observing;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.ReadModels;

/// <summary>
/// Lets the read models follow the log by a checkpoint that is stored in one transaction with their rows (promise P8).
/// Works on the writing connection, so only its holder may call it.
/// </summary>
internal sealed class ReadModelProjector : IDisposable
{
    // About 15 ms of work.
    private const long Near = 1_024;

    // What can be done in the longest delay on no machine.
    private const long Reachable = 16 * Near;

    // The reply to a stop waits for it.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(25);

    private readonly SqliteConnection _connection;
    private readonly EventWriter _writer;
    private readonly TimeProvider _time;
    private readonly LogMetrics _metrics;
    private readonly DamageJournal _damage;
    private readonly ILogger _logger;
    private readonly StepObserver? _steps;
    private readonly RawStatement[] _statements;
    private readonly int[] _countedAs =
        [.. ProjectionSql.Statements.Select(sql => Array.FindIndex(ProjectionSql.Counted, counted => counted.Contains(sql)))];
    private readonly long[] _added = new long[ProjectionSql.Counted.Length];
    private readonly RawStatement _moveCheckpoint;
    private readonly SliceSize _slice = new();
    private readonly IndexRenewal _renewal;
    private readonly SliceSize _renewalSlice = new();
    private long _checkpoint;
    private long _stored;
    private long _uncommitted;
    private bool _isFailing;

    public ReadModelProjector(
        SqliteConnection connection,
        EventWriter writer,
        TimeProvider time,
        LogMetrics metrics,
        DamageJournal damage,
        ILogger logger,
        StepObserver? steps = null)
    {
        _connection = connection;
        _writer = writer;
        _time = time;
        _metrics = metrics;
        _damage = damage;
        _logger = logger;
        _steps = steps;
        SearchableFunction.Register(connection);
        _statements = [.. ProjectionSql.Statements.Select(sql => new RawStatement(connection, sql))];
        _moveCheckpoint = new(connection, ProjectionSql.MoveCheckpoint);
        _checkpoint = _stored = RawStatement.RunScalar(connection, ProjectionSql.ReadCheckpoint);
        _renewal = new(connection, _checkpoint);
    }

    /// <summary>Everything up to here is in the read models.</summary>
    public long Checkpoint => Volatile.Read(ref _checkpoint);

    /// <summary>
    /// The checkpoint that is stored with the rows. Between it and <see cref="Checkpoint"/> no event has changed a row.
    /// </summary>
    public long StoredCheckpoint => Volatile.Read(ref _stored);

    /// <summary>False while the full-text index has entries that an older version has made.</summary>
    public bool IsIndexRenewed => _renewal.Behind == 0;

    /// <summary>Takes the next events, as many as about 2 ms are enough for, in a transaction of its own.</summary>
    /// <exception cref="SqliteException">Nothing was changed.</exception>
    public void RunSlice(long head)
    {
        var events = Math.Min(head - Checkpoint, _slice.Current);
        if (events <= 0) return;

        var began = _time.GetTimestamp();
        Run(events);
        _slice.Learn(events, _time.GetElapsedTime(began));
    }

    /// <summary>
    /// Takes note of events that were appended. Where the read models are level, and none of these changes a row, they are
    /// level still, and nothing is written: metrics come every second and would cost as much again as their own commit.
    /// </summary>
    public void PassOver(long first, ReadOnlySpan<EventToAppend> events)
    {
        if (_checkpoint != first - 1) return;
        foreach (ref readonly var e in events)
        {
            if (ProjectionSql.Reads(e.Type)) return;
        }

        Volatile.Write(ref _checkpoint, first + events.Length - 1);
    }

    /// <summary>Stores the checkpoint alone.</summary>
    /// <exception cref="SqliteException">Nothing was changed.</exception>
    public void StoreCheckpoint()
    {
        Array.Clear(_added);
        _writer.InTransaction(() => MoveCheckpoint(Checkpoint));
        Volatile.Write(ref _stored, Checkpoint);
    }

    /// <summary>Makes some entries of the full-text index anew, as many as about 2 ms are enough for.</summary>
    /// <exception cref="SqliteException">Nothing was changed.</exception>
    public void RenewSlice()
    {
        var began = _time.GetTimestamp();
        var rows = _renewalSlice.Current;
        _writer.InTransaction(() => _renewal.RunSlice(rows));
        _renewal.Acknowledge();
        _renewalSlice.Learn(rows, _time.GetElapsedTime(began));
    }

    /// <summary>
    /// Brings the read models so near to the head that the rest fits into the transaction of an append, if that takes no
    /// time that anybody would notice.
    /// </summary>
    /// <returns>False if they are too far behind, or cannot follow.</returns>
    public bool TryComeNear(long head)
    {
        if (head - Checkpoint > Reachable) return false;

        var began = _time.GetTimestamp();
        try
        {
            while (head - Checkpoint > Near)
            {
                if (_time.GetElapsedTime(began) > LongestDelay) return false;
                Run(Near);
            }

            return true;
        }
        catch (SqliteException e)
        {
            NoteFailure(head, e);
            return false;
        }
    }

    /// <summary>
    /// Brings the read models level inside the transaction of an append. If that fails they stay behind and the append
    /// goes on: the log is the truth, they are not. Counts when <see cref="Acknowledge"/> says that the transaction is
    /// committed.
    /// </summary>
    public void RunWithin(long upTo)
    {
        _connection.Execute("SAVEPOINT projection;");
        try
        {
            Apply(upTo);
        }
        catch (SqliteException e)
        {
            _uncommitted = Checkpoint;
            NoteFailure(upTo, e);
            _connection.Execute("ROLLBACK TO projection;");
        }

        _connection.Execute("RELEASE projection;");
    }

    /// <summary>
    /// Says that the read models could not follow the log, and stay where they are. Said once until they move on.
    /// </summary>
    public void NoteFailure(long head, SqliteException e)
    {
        _metrics.Errors.Add(LogErrorKind.Projection);
        if (!_isFailing) _logger.ProjectionFailed(Checkpoint, head, e.Message);
        _isFailing = true;
        _damage.Note(e);
    }

    public void Acknowledge()
    {
        if (_uncommitted > _checkpoint) _isFailing = false;
        // The same where a transaction was committed without them.
        if (_uncommitted != _checkpoint) Volatile.Write(ref _stored, _uncommitted);
        Volatile.Write(ref _checkpoint, _uncommitted);
    }

    /// <summary>Drops all rows, so that the next slices make them again.</summary>
    /// <exception cref="SqliteException">Nothing was changed.</exception>
    public void Clear()
    {
        _writer.InTransaction(ClearWithin);
        AcknowledgeClear();
    }

    /// <summary>
    /// The same inside a transaction of the caller. Counts when <see cref="AcknowledgeClear"/> says that it is committed.
    /// </summary>
    public void ClearWithin()
    {
        _connection.Execute(ProjectionSql.Clear);
        _renewal.Reset();
    }

    /// <inheritdoc cref="ClearWithin"/>
    public void AcknowledgeClear()
    {
        _renewal.Acknowledge();
        _uncommitted = 0;
        Acknowledge();
    }

    /// <summary>Keeps from now on how many rows there are, where nobody had counted them.</summary>
    /// <exception cref="SqliteException">Nothing was changed.</exception>
    public void CountRows() => _writer.InTransaction(() => _connection.Execute(ProjectionSql.CountRows));

    public void Dispose()
    {
        foreach (var statement in _statements) statement.Dispose();
        _moveCheckpoint.Dispose();
        _renewal.Dispose();
    }

    private void Run(long events)
    {
        _writer.InTransaction(() => Apply(Checkpoint + events));
        Acknowledge();
    }

    private void Apply(long upTo)
    {
        _steps?.Invoke(LogStep.Project, isDone: false);
        Array.Clear(_added);
        foreach (var (statement, countedAs) in _statements.Zip(_countedAs))
        {
            statement.Bind(1, Checkpoint).Bind(2, upTo).Run();
            if (countedAs >= 0) _added[countedAs] += statement.Changes;
        }

        MoveCheckpoint(upTo);
        _steps?.Invoke(LogStep.Project, isDone: true);
        _uncommitted = upTo;
    }

    private void MoveCheckpoint(long upTo)
    {
        _moveCheckpoint.Bind(1, upTo);
        for (var i = 0; i < _added.Length; i++) _moveCheckpoint.Bind(i + 2, _added[i]);
        _moveCheckpoint.Run();
    }
}
