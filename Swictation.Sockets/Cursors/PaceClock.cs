using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Sockets.Cursors;

/// <summary>
/// Computes when each event of a paced range is due. Counts from the first one, so that waiting too long once does not
/// add up.
/// </summary>
internal sealed class PaceClock(TimeProvider time)
{
    // Ten years: more, from a damaged time, could overflow.
    private const long LongestGapUs = 10L * 365 * 24 * 3_600 * 1_000_000;

    private Pace _pace;
    private long _startedAt;
    private long? _previousUs;
    private long _sinceLastUs;
    private bool _isPaused;
    private TimeSpan _due;

    public bool IsPaced => _pace.IsPaced;

    /// <summary>From now on everything is due at once.</summary>
    public void Stop() => _pace = Pace.AsFastAsPossible;

    public void Restart(Pace pace)
    {
        _pace = pace;
        _previousUs = null;
        _sinceLastUs = 0;
        _isPaused = false;
        _due = TimeSpan.Zero;
    }

    /// <summary>
    /// Passes over an event that is not sent. Time goes by with it all the same, unless it says that nothing was
    /// recorded meanwhile, and unless the session was paused. A clock that went back makes no pause.
    /// </summary>
    public void Pass(in EventEntry entry)
    {
        if (_previousUs is { } previous && !entry.Type.FollowsAbsence && !_isPaused)
        {
            var passed = Int128.Clamp((Int128)entry.AtMicroseconds - previous, 0, LongestGapUs);
            _sinceLastUs = Math.Min(_sinceLastUs + (long)passed, LongestGapUs);
        }

        if (entry.Type == SessionPaused.TypeName) _isPaused = true;
        else if (entry.Type == PauseEnded.TypeName) _isPaused = false;

        // Late transcriptions have earlier times than their neighbours: they do not turn the clock back.
        var isLate = entry.AtMicroseconds < _previousUs
            && (entry.Type == Transcription.TypeName || entry.Type == SegmentMeasured.TypeName);
        if (_previousUs is not null && !isLate) _previousUs = entry.AtMicroseconds;
    }

    /// <summary>How long from now until an event is due; never negative.</summary>
    public TimeSpan DueIn(in EventEntry entry)
    {
        if (_previousUs is null)
        {
            _startedAt = time.GetTimestamp();
            _previousUs = entry.AtMicroseconds;
        }

        Pass(entry);
        _due += _pace.Pause(TimeSpan.FromMicroseconds(_sinceLastUs));
        _sinceLastUs = 0;
        var wait = _due - time.GetElapsedTime(_startedAt);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
