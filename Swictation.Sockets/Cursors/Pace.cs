namespace Swictation.Sockets.Cursors;

/// <summary>How fast stored events are sent again.</summary>
/// <param name="Speed">1 as it happened, 2 twice as fast, 0 as fast as the client reads.</param>
/// <param name="MaxGap">
/// No pause between two events lasts longer than this, before it is divided by the speed; null for no limit.
/// </param>
public readonly record struct Pace(double Speed, TimeSpan? MaxGap = null)
{
    public static readonly Pace AsFastAsPossible = new(0);

    // A machine that slept with a session open, played at a tenth of its speed: timers end at 49 days.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);

    public bool IsPaced => Speed > 0;

    /// <summary>The pause between two events that were recorded so far apart.</summary>
    public TimeSpan Pause(TimeSpan gap)
    {
        if (!IsPaced) return TimeSpan.Zero;

        if (MaxGap is { } most && gap > most) gap = most;
        return TimeSpan.FromSeconds(Math.Min(gap.TotalSeconds / Speed, LongestPause.TotalSeconds));
    }
}
