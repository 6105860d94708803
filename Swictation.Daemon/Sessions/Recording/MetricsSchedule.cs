using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// When metrics are due: every second while a session is open and not paused, soon after a transcription, and every
/// minute otherwise, because silence must not fill the log.
/// </summary>
internal sealed class MetricsSchedule(TimeProvider time)
{
    private static readonly TimeSpan BusyInterval = TimeSpan.FromSeconds(1);

    // What is said within this time shares one update.
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(100);

    private long _madeAt;
    private bool _hasNews;

    /// <summary>True if the last metrics are old enough for a transcription to bring new ones with it.</summary>
    public bool AllowsMore => SinceMade >= Batch;

    private TimeSpan SinceMade => time.GetElapsedTime(_madeAt);

    /// <param name="isBusy">
    /// A session is open and not paused, or what was heard in it is still being transcribed.
    /// </param>
    public bool IsDue(bool isBusy) =>
        SinceMade >= (isBusy ? BusyInterval : MetricsUpdated.IdleInterval) || (_hasNews && AllowsMore);

    /// <summary>Something was said that the last metrics do not count.</summary>
    public void AddNews() => _hasNews = true;

    /// <summary>
    /// Metrics were made. If the log refuses them, they are due again an interval later: often enough for a log that
    /// fails.
    /// </summary>
    public void Made()
    {
        _madeAt = time.GetTimestamp();
        _hasNews = false;
    }
}
