using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Retention;

/// <summary>
/// Takes old metrics out of the log in idle moments, in short slices, each a transaction with an event that says so (promise
/// P9). Goes over what has become old a few times a day. One thread at a time.
/// </summary>
/// <param name="keep">How old metrics become before they are thinned; null for never.</param>
/// <param name="remove">Takes ranges out of the log, and appends the event.</param>
internal sealed class LogRetention(
    string path,
    TimeSpan? keep,
    Action<IReadOnlyList<RemovedRange>, EventsRemoved> remove,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    // Each slice leaves an event, and what is left of a stretch of the chain is hashed anew for it.
    private const int Fewest = 2_048;

    private static readonly TimeSpan QuietBefore = TimeSpan.FromSeconds(2);

    // Of a daemon that records without end no moment is quieter than that between two metrics.
    private static readonly TimeSpan QuietWhenLate = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Late = TimeSpan.FromDays(1);

    private static readonly TimeSpan LongestSlice = TimeSpan.FromMilliseconds(6);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    private readonly long _madeAt = time.GetTimestamp();
    private readonly SliceSize _size = new(LongestSlice, Fewest);
    private SqliteConnection? _connection;
    private MetricsThinning? _thinning;
    private long? _finishedAt;
    private long _resumesAfter;
    private long _removed;

    /// <summary>True while it has work, or has to look for some.</summary>
    public bool IsDue => keep is not null && (IsUnderWay || _finishedAt is not { } finished || time.GetElapsedTime(finished) >= Pause);

    /// <summary>True while there are slices to be taken.</summary>
    public bool IsUnderWay => _thinning is not null;

    /// <summary>How quiet it has to be for a slice; null while none is due.</summary>
    public TimeSpan? NeedsQuiet => !IsDue ? null : IsLate ? QuietWhenLate : QuietBefore;

    private TimeSpan Pause => TimeSpan.FromTicks(Math.Clamp(keep!.Value.Ticks / 28, ShortestPause.Ticks, LongestPause.Ticks));

    private bool IsLate => time.GetElapsedTime(_finishedAt ?? _madeAt) >= Late;

    /// <summary>Takes a slice if it is time, and has been quiet long enough.</summary>
    /// <exception cref="SqliteException">The log cannot be read.</exception>
    public void Work(TimeSpan quiet)
    {
        if (NeedsQuiet is not { } enough || quiet < enough) return;

        try
        {
            _thinning ??= Begin();
            if (!TakeSlice(_thinning)) return;

            if (_removed > 0) logger.MetricsThinned(path, _removed);
        }
        catch (EventLogWriteException e)
        {
            logger.NotThinned(path, e.Message);
        }
        catch (SqliteException)
        {
            End();
            throw;
        }

        End();
    }

    public void Dispose() => Close();

    private MetricsThinning Begin()
    {
        _removed = 0;
        _connection = DatabaseFile.OpenForReading(path);
        return new(_connection, _resumesAfter);
    }

    // True at the end.
    private bool TakeSlice(MetricsThinning thinning)
    {
        var began = time.GetTimestamp();
        var now = time.GetUtcNow();
        var events = _size.Current;
        var ranges = thinning.Take(
            events, WireTime.ToMicroseconds(now - keep!.Value), WireTime.ToMicroseconds(now), out var isDone);
        if (ranges.Count > 0)
        {
            var count = ranges.Sum(range => range.Last - range.First + 1);
            remove(ranges, new EventsRemoved(
                WireTime.Truncate(now), ranges[0].First, ranges[^1].Last, count, RemovalReason.Retention, thinning.RemovedType,
                (long)keep.Value.TotalSeconds));
            _removed += count;
        }

        _size.Learn(events, time.GetElapsedTime(began));
        _resumesAfter = thinning.ResumesAfter;
        return isDone;
    }

    private void End()
    {
        Close();
        _finishedAt = time.GetTimestamp();
    }

    private void Close()
    {
        _thinning?.Dispose();
        _thinning = null;
        _connection?.Dispose();
        _connection = null;
    }
}
