using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Storage.Observing;
using Swictation.Storage.Reading.Tail;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Writing;

/// <summary>
/// Copies the write-ahead log into the database where it is worth it, and waits for a quiet moment unless it has become large. One
/// thread at a time, which does not hold the writing connection but for <see cref="Finish"/>.
/// </summary>
internal sealed class LogCheckpoints(
    string path,
    SqliteConnection connection,
    WriterQueue writers,
    ReadModelProjector projector,
    LiveHead live,
    LogCompaction compaction,
    LogMetrics metrics,
    DamageJournal damage,
    ILogger logger,
    StepObserver? steps)
{
    private const long LargestWal = 64 * 1024 * 1024;

    /// <summary>As many events are worth a checkpoint of their own, also when no row of a read model came of them.</summary>
    private const long ManyEvents = 1_000;

    /// <summary>A recording appends every second: what it has changed is copied when it is over, or when it is much.</summary>
    public static readonly TimeSpan QuietBefore = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan QuietBeforeMuch = TimeSpan.FromMilliseconds(100);

    private readonly WalFile _wal = new(path);
    private long _head = -1;
    private bool _isFailing;

    /// <summary>Bytes of the write-ahead log.</summary>
    public long WalLength => _wal.Length;

    // Metrics of an idle daemon wait for others: copied one by one, each would cost some pages more.
    private bool IsWorthIt =>
        projector.StoredCheckpoint > _head
        || live.Head - _head >= ManyEvents
        || (live.Head != _head && _wal.Length > WalCheckpoint.UsualBytes)
        || compaction.HasWritten;

    /// <summary>How quiet it has to be for the next one; null while none is worth it.</summary>
    public TimeSpan? NeedsQuiet => IsWorthIt ? Enough : null;

    private TimeSpan Enough => _wal.Length > WalCheckpoint.UsualBytes ? QuietBeforeMuch : QuietBefore;

    /// <summary>Something was written that is no event.</summary>
    public void Expect() => _head = -1;

    /// <param name="isTakingOut">Slices of it come one behind the other, and are copied together.</param>
    /// <returns>False when it was to be done and could not.</returns>
    public bool TryIfDue(TimeSpan quiet, bool isTakingOut) =>
        Try((quiet >= Enough && IsWorthIt && !isTakingOut) || _wal.Length > LargestWal);

    /// <inheritdoc cref="TryIfDue"/>
    public bool TryIfLarge() => Try(_wal.Length > LargestWal);

    /// <summary>Copies all, and empties the write-ahead log.</summary>
    /// <exception cref="SqliteException">That could not be done.</exception>
    public void Finish() => WalCheckpoint.Run(connection, "TRUNCATE", steps);

    /// <summary>A disk that stays full for hours is said once.</summary>
    public void NoteFailure(Exception e)
    {
        damage.Note(e);
        metrics.Errors.Add(LogErrorKind.Checkpoint);
        if (!_isFailing) logger.CheckpointFailed(path, e.Message);
        _isFailing = true;
    }

    private bool Try(bool isDue)
    {
        if (!isDue) return true;
        try
        {
            _wal.Flush();
            writers.Run(() => WalCheckpoint.Run(connection, "PASSIVE", steps));
            _head = live.Head;
            compaction.Copied();
            _isFailing = false;
            return true;
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            NoteFailure(e);
            return false;
        }
    }
}
