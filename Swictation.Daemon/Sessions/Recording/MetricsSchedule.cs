using Swictation.Domain.Events;

namespace Swictation.Daemon.Sessions.Recording;

/// <summary>
/// When metrics are due: every second while a session is open and not paused, soon after a transcription, once when
/// nothing goes on any more, for their load to be that of idleness, and every quarter of an hour from then on, because silence must
/// not fill the log.
/// </summary>
internal sealed class MetricsSchedule(TimeProvider time)
{
    private static readonly TimeSpan BusyInterval = TimeSpan.FromSeconds(1);

    // Transcriptions within this time share one update.
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(100);

    // Long enough for the load to be that of the machine at rest, and soon enough for a user who watches it.
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(1.5);

    private long _madeAt;
    private bool _isSettled;
    private bool _hasNews;
    private bool _wasIdle;

    /// <summary>True if the last metrics are old enough for a transcription to bring new ones with it.</summary>
    public bool AllowsMore => SinceMade >= Batch;

    private TimeSpan SinceMade => time.GetElapsedTime(_madeAt);

    /// <param name="isBusy">
    /// A session is open and not paused, or speech of it is still being transcribed.
    /// </param>
    public bool IsDue(bool isBusy) =>
        SinceMade >= Interval(isBusy) || (_hasNews && AllowsMore);

    /// <summary>Something was said that the last metrics do not count.</summary>
    public void AddNews() => _hasNews = true;

    /// <summary>
    /// Metrics were made. If the log refuses them, they are due again an interval later: often enough for a log that
    /// fails.
    /// </summary>
    /// <param name="isBusy">As for <see cref="IsDue"/>, of the state that they tell.</param>
    public void Made(bool isBusy)
    {
        _isSettled = !isBusy && _wasIdle;
        _wasIdle = !isBusy;
        _madeAt = time.GetTimestamp();
        _hasNews = false;
    }

    private TimeSpan Interval(bool isBusy)
    {
        if (isBusy) return BusyInterval;
        return _isSettled ? MetricsUpdate.IdleInterval : SettlingTime;
    }
}
