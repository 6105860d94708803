namespace Swictation.Sockets.Listening;

/// <summary>
/// Something that may happen many times a second and is to be told at most once in an interval, with how often it was.
/// One thread at a time.
/// </summary>
internal sealed class Occasion(TimeProvider time, TimeSpan interval)
{
    private long? _toldAt;
    private long _times;

    /// <summary>It happens once more. True if it is to be told now.</summary>
    /// <param name="times">How often it has happened since it was told last.</param>
    public bool IsToBeTold(out long times)
    {
        times = ++_times;
        if (_toldAt is { } told && time.GetElapsedTime(told) < interval) return false;

        _toldAt = time.GetTimestamp();
        _times = 0;
        return true;
    }
}
