using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;
using Swictation.Domain.Errors;
using Swictation.Storage.Observing;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Writing;

/// <summary>
/// Sees to it that the read models are what the log makes of them, whoever has written to them (promise P8): at a start
/// what costs nothing, directly behind it what counting shows, in idle moments all of it, and again whenever another connection
/// has committed something. What differs is made anew by the slices of <see cref="ReadModelProjector"/>. One thread at a time.
/// </summary>
internal sealed class ReadModelCare(
    string path,
    SqliteConnection connection,
    WriterQueue writers,
    ReadModelProjector projector,
    TimeProvider time,
    LogMetrics metrics,
    DamageJournal damage,
    ILogger logger) : IDisposable
{
    // A recording appends every second: all is compared when nobody is recording.
    private static readonly TimeSpan QuietBefore = TimeSpan.FromSeconds(2);

    /// <summary>Half of what an idle moment may be kept busy for.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(10);

    // SQLite counts what other connections have committed; the one that writes should be the only one.
    private readonly RawStatement _readForeignCommits = new(connection, "PRAGMA data_version;");
    private ReadModelComparison? _comparison;
    private string? _difference;
    private long _foreignCommits;
    private bool _isMadeAnew;
    private bool _isCounted;

    // Set by any thread.
    private volatile bool _isOvertaken;

    /// <summary>What was compared by now says nothing: rows have been changed where they were. Any thread may call this.</summary>
    public void StartOver()
    {
        _isOvertaken = true;
        IsDue = true;
    }

    /// <summary>True until all was compared since the start, or since another connection has written.</summary>
    private bool IsDue { get; set; } = true;

    /// <summary>How quiet it has to be for the comparison; null while none is due.</summary>
    public TimeSpan? NeedsQuiet => IsDue ? QuietBefore : null;

    /// <summary>What a start looks at, however long the log is. For whoever has the writing connection.</summary>
    public void Start()
    {
        _foreignCommits = _readForeignCommits.RunScalar();
        _difference = ReadModelCheck.FindOtherEnd(connection);
    }

    /// <summary>Looks whether somebody else has written, at first whether somebody did before the start, and has made anew what is
    /// known to differ.</summary>
    public void LookForOthers()
    {
        writers.Run(FindForeignCommits);
        Count();
        if (_difference is not null) MakeAnew();
    }

    /// <summary>
    /// Has the read models made anew when they cannot follow the log because of what is in them: rows that should not be
    /// there yet, or a full-text index that cannot be read. Not again before they were found to be whole.
    /// </summary>
    /// <returns>True if they are made anew now.</returns>
    public bool Repair(SqliteException failure)
    {
        var isOfRows = failure.SqliteErrorCode == raw.SQLITE_CONSTRAINT || Damage.IsOfFullText(failure);
        if (_isMadeAnew || !isOfRows) return false;

        _difference = failure.Message;
        return MakeAnew();
    }

    /// <summary>Compares a little more if it has been quiet long enough. The read models are level.</summary>
    public void Compare(TimeSpan quiet)
    {
        if (!IsDue || quiet < QuietBefore) return;
        if (_isOvertaken)
        {
            _isOvertaken = false;
            Forget();
        }

        try
        {
            _comparison ??= new(path, time);
            var began = time.GetTimestamp();
            while (_comparison.TakeSlice())
            {
                if (time.GetElapsedTime(began) > LongestTurn) return;
            }

            IsDue = _comparison.IsOvertaken || _isOvertaken;
            if (!IsDue) Conclude(_comparison.Differences);
        }
        catch (SqliteException e)
        {
            // What is damaged is said once, and not tried again before the next start.
            damage.Note(e);
            logger.ComparisonFailed(path, e.Message);
            IsDue = false;
        }

        Forget();
    }

    public void Dispose()
    {
        Forget();
        _readForeignCommits.Dispose();
    }

    private void Forget()
    {
        _comparison?.Dispose();
        _comparison = null;
    }

    private void FindForeignCommits()
    {
        if (_readForeignCommits.RunScalar() is var commits && commits == _foreignCommits) return;

        _foreignCommits = commits;
        IsDue = true;
        Forget();
        try
        {
            SchemaCheck.Restore(connection, SchemaCheck.FindMissing(connection, path), path, logger);
            _difference = ReadModelCheck.FindOtherEnd(connection);
            _isCounted = false;
        }
        catch (EventLogDamagedException e)
        {
            damage.Note(e.Reason.Words);
        }
        catch (SqliteException e)
        {
            damage.Note(e);
        }
    }

    // On a connection of its own: no commit waits meanwhile.
    private void Count()
    {
        if (_isCounted || _difference is not null) return;

        _isCounted = true;
        try
        {
            using var counting = DatabaseFile.OpenForReading(path);
            _difference = ReadModelCheck.FindOtherCount(counting);
        }
        catch (SqliteException e)
        {
            damage.Note(e);
        }
    }

    private void Conclude(IReadOnlyCollection<ReadModelDifference> differences)
    {
        if (differences.Count == 0)
        {
            writers.Run(projector.CountRows);
            _isMadeAnew = false;
        }
        else if (!_isMadeAnew)
        {
            _difference = string.Join("; ", differences);
            MakeAnew();
        }
        else
        {
            logger.ComparisonFailed(path, $"they differ although they were made anew: {string.Join("; ", differences)}");
        }
    }

    private bool MakeAnew()
    {
        var difference = _difference!;
        _difference = null;
        if (PageCheck.FindDamage(path) is { } damaged)
        {
            damage.Note(damaged);
            return false;
        }

        metrics.Errors.Add(LogErrorKind.Projection);
        logger.ReadModelsDiffer(path, difference);
        writers.Run(projector.Clear);
        _isMadeAnew = IsDue = true;
        return true;
    }
}
