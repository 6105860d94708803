namespace Swictation.Sockets.Listening;

/// <summary>
/// Limits a message about something that may happen many times a second to once in an interval, with a count.
/// One thread at a time.
/// </summary>
internal sealed class MessageThrottle(TimeProvider time, TimeSpan interval)
{
    private long? _toldAt;
    private long _times;

    /// <summary>Counts one more occurrence. True if it is time to report them.</summary>
    /// <param name="times">The number of occurrences since the last report.</param>
    public bool ShouldReport(out long times)
    {
        times = ++_times;
        if (_toldAt is { } told && time.GetElapsedTime(told) < interval) return false;

        _toldAt = time.GetTimestamp();
        _times = 0;
        return true;
    }
}
