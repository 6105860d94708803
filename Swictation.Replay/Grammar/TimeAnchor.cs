using System.Globalization;
using Swictation.Domain.History;

namespace Swictation.Replay.Grammar;

/// <summary>What a time on the command line is counted from.</summary>
/// <param name="Zone">The zone of times that name none.</param>
/// <param name="SessionStart">The start of the session that a time is in; null where it is in none.</param>
/// <param name="SessionEnd">Its end; null where that is not known.</param>
internal readonly record struct TimeAnchor(
    DateTimeOffset Now, TimeZoneInfo Zone, DateTimeOffset? SessionStart = null, DateTimeOffset? SessionEnd = null)
{
    public static TimeAnchor Of(TimeProvider time) => new(time.GetUtcNow(), time.LocalTimeZone);

    /// <summary>In a session, which reaches until now while it is open.</summary>
    public static TimeAnchor In(RecordedSession session, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return new(now, time.LocalTimeZone, session.StartedAt, session.EndedAt ?? now);
    }

    /// <summary>A moment as the clock on the wall shows it.</summary>
    public DateTime LocalOf(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;

    /// <summary>The day of a moment there, in a form in which a day is given.</summary>
    public string DayOf(DateTimeOffset at) => LocalOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
