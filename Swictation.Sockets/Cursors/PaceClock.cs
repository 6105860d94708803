namespace Swictation.Sockets.Cursors;

/// <summary>
/// Tells when each event of a paced range is due. Counts from the first one, so that waiting too long once does not add
/// up.
/// </summary>
internal sealed class PaceClock(TimeProvider time)
{
    private Pace _pace;
    private long _startedAt;
    private long? _previousUs;
    private TimeSpan _due;

    public bool IsPaced => _pace.IsPaced;

    /// <summary>From now on everything is due at once.</summary>
    public void Stop() => _pace = Pace.AsFastAsPossible;

    public void Restart(Pace pace)
    {
        _pace = pace;
        _previousUs = null;
        _due = TimeSpan.Zero;
    }

    /// <summary>How long from now until the event that was recorded at this time is due; never negative.</summary>
    public TimeSpan DueIn(long atMicroseconds)
    {
        if (_previousUs is { } previous)
            _due += _pace.Between(previous, atMicroseconds);
        else
            _startedAt = time.GetTimestamp();

        _previousUs = atMicroseconds;
        var wait = _due - time.GetElapsedTime(_startedAt);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
