namespace Swictation.Replay.Grammar;

/// <summary>What a time on the command line is counted from.</summary>
/// <param name="Zone">The zone of times that name none.</param>
/// <param name="SessionStart">The start of the session that a time is in; null where it is in none.</param>
internal readonly record struct TimeAnchor(DateTimeOffset Now, TimeZoneInfo Zone, DateTimeOffset? SessionStart = null)
{
    public static TimeAnchor Of(TimeProvider time, DateTimeOffset? sessionStart = null) =>
        new(time.GetUtcNow(), time.LocalTimeZone, sessionStart);

    /// <summary>A moment as the clock on the wall shows it.</summary>
    public DateTime LocalOf(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone).DateTime;
}
