using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Domain.Wire;
using Swictation.Storage.Forgetting;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Retention;

/// <summary>
/// Has texts forgotten that have become old, in idle moments, a stretch of the log at a time (promises P9 and P11). Figures stay,
/// as with everything that is forgotten. Goes over the log some minutes after a start, and a few times a day from then on. One
/// thread at a time.
/// </summary>
/// <param name="keep">How old texts become; null for never.</param>
/// <param name="remove">Takes the words out of events, with an event that says so.</param>
/// <param name="erase">Has copies of what was removed looked for in the files.</param>
internal sealed class TextRetention(
    string path, TimeSpan? keep, Action<ForgettingPlan> remove, Action erase, TimeProvider time, ILogger logger)
{
    private const string TimeOf =
        """
        SELECT at_us
        FROM events
        WHERE seq <= @up_to
        ORDER BY seq DESC
        LIMIT 1;
        """;

    private static readonly TimeSpan QuietBefore = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestSlice = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(6);

    // A clock that is wrong at a start is put right by then: what is forgotten does not come back.
    private static readonly TimeSpan BeforeTheFirst = TimeSpan.FromMinutes(10);

    private readonly SliceSize _size = new(LongestSlice);
    private long _lookedAt = time.GetTimestamp();
    private bool _hasLooked;
    private bool _isToBeErased;
    private bool _isAllOld;
    private long _position;
    private long _resumesAfter;
    private long _removed;

    /// <summary>True while it has work, or has to look for some.</summary>
    public bool IsDue => keep is not null && (IsUnderWay || time.GetElapsedTime(_lookedAt) >= Pause);

    /// <summary>True while there are stretches to be looked at.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>How quiet it has to be for a stretch; null while none is due.</summary>
    public TimeSpan? NeedsQuiet => IsDue ? QuietBefore : null;

    private TimeSpan Pause => TimeSpan.FromTicks(Math.Clamp(
        keep!.Value.Ticks / 28, ShortestPause.Ticks, (_hasLooked ? LongestPause : BeforeTheFirst).Ticks));

    /// <summary>Takes a stretch if it is time, and has been quiet long enough.</summary>
    /// <param name="head">The end of the log.</param>
    /// <exception cref="SqliteException">The log cannot be read or written.</exception>
    public void Work(TimeSpan quiet, long head)
    {
        if (!IsDue) return;
        if (quiet < QuietBefore)
        {
            // Somebody is there: what was removed so far is gone soon, whenever the rest will be.
            Erase();
            return;
        }

        if (!IsUnderWay) Begin();
        try
        {
            if (TakeStretch(head)) return;
            if (_removed > 0) logger.TextsForgotten(path, _removed);
        }
        catch (Exception e) when (e is EventLogWriteException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            logger.NotForgotten(path, e.Message);
        }
        catch (SqliteException)
        {
            End();
            throw;
        }

        End();
    }

    private void Begin()
    {
        IsUnderWay = _hasLooked = _isAllOld = true;
        _position = _resumesAfter;
    }

    // False at the end.
    private bool TakeStretch(long head)
    {
        var began = time.GetTimestamp();
        var now = time.GetUtcNow();
        var before = WireTime.ToMicroseconds(now - keep!.Value);
        var events = _size.Current;
        var upTo = Math.Min(head, _position + events);
        var plan = new ForgettingFinder(path).FindOld(_position, upTo, before);
        if (!plan.IsEmpty)
        {
            _isToBeErased = true;
            remove(plan);
            _removed += plan.Positions.Count;
        }

        // Behind what is not old yet may stand sessions that were imported later.
        _isAllOld = _isAllOld && ReadTime(upTo) < before;
        _position = upTo;
        if (_isAllOld) _resumesAfter = upTo;
        _size.Learn(events, time.GetElapsedTime(began));
        return upTo < head;
    }

    private long ReadTime(long upTo)
    {
        using var connection = DatabaseFile.OpenForReading(path);
        using var select = new RawStatement(connection, TimeOf);
        return select.Bind(1, upTo).RunScalar();
    }

    private void End()
    {
        IsUnderWay = false;
        _removed = 0;
        _lookedAt = time.GetTimestamp();
        Erase();
    }

    private void Erase()
    {
        if (!_isToBeErased) return;
        _isToBeErased = false;
        erase();
    }
}
