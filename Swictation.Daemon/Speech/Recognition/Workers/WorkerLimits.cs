namespace Swictation.Daemon.Speech.Recognition.Workers;

/// <summary>Time limits of a recogniser's process.</summary>
internal sealed record WorkerLimits
{
    private const double LongestWaitS = 10;

    /// <summary>For one segment; null for what <see cref="ForSegment"/> derives from its length.</summary>
    public TimeSpan? Recognition { get; init; }

    /// <summary>From the start of the process until its models are loaded.</summary>
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>To end by itself, once its input is closed, before it is killed.</summary>
    public TimeSpan End { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The wait before a second restart in a row; the first one comes at once.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Ten times as long as the segment, but at least 30 s: a recogniser that needs more than that will never keep up.
    /// </summary>
    public TimeSpan ForSegment(TimeSpan length) =>
        Recognition ?? TimeSpan.FromSeconds(Math.Max(30, 10 * length.TotalSeconds));

    /// <summary>
    /// How long to wait before the process is started again: longer each time that it has failed since it last gave a
    /// result, but never more than 10 s, because segments wait for it.
    /// </summary>
    public TimeSpan WaitBeforeRestart(int failures) => failures <= 1
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds(Math.Min(LongestWaitS, FirstWait.TotalSeconds * Math.Pow(2, failures - 2)));
}
