using Swictation.Domain.Audio;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// The time at which each sample was captured, by the monotonic clock. A sound device has a clock of its own: one that is
/// off by 100 millionths is 180 ms away after half an hour. So the samples are compared with the time that has passed,
/// and now and then it owes a sample, or has one too many.
/// </summary>
/// <remarks>
/// A look is late as often as the machine is busy, and never early: of many the one that is furthest ahead is true.
/// </remarks>
internal sealed class CaptureClock
{
    /// <summary>A smaller difference stays: devices that deliver samples in portions cause it.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(5);

    /// <summary>The time in which a late first delivery is noticed.</summary>
    private static readonly TimeSpan Calibration = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    /// <summary>No clock loses so much in a window: the device has dropped samples without a notice.</summary>
    private static readonly TimeSpan Lost = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider _time;
    private readonly long _origin;
    private long _runPosition;
    private long _runBegan;
    private long _runAt;
    private long _windowBegan;
    private double _windowAhead;
    private int _owed;

    public CaptureClock(TimeProvider time)
    {
        _time = time;
        _origin = time.GetTimestamp();
    }

    /// <summary>The position of a sample that is captured at a moment.</summary>
    public long PositionAt(long timestamp) => AudioFormat.Position(_time.GetElapsedTime(_origin, timestamp));

    /// <summary>When the sample before a position was there.</summary>
    public long TimestampOf(long position) => _runAt + Ticks(position - _runPosition);

    /// <summary>Samples come from now on, the first of which was captured at a moment.</summary>
    /// <param name="notBefore">Positions before this are taken.</param>
    /// <returns>Its position.</returns>
    public long Begin(long notBefore, long firstAt)
    {
        _runPosition = Math.Max(notBefore, PositionAt(firstAt));
        _runAt = _runBegan = firstAt;
        _owed = 0;
        BeginWindow(firstAt);
        return _runPosition;
    }

    /// <summary>The samples before a position were there at this moment.</summary>
    public CaptureCorrection Observe(long position, long now)
    {
        var ahead = position - _runPosition - Samples(now - _runAt);
        if (_time.GetElapsedTime(_runBegan, now) < Calibration)
        {
            if (ahead > 0) _runAt -= Ticks(ahead);
            return CaptureCorrection.None;
        }

        _windowAhead = Math.Max(_windowAhead, ahead - _owed);
        if (_time.GetElapsedTime(_windowBegan, now) >= Window)
        {
            if (_windowAhead < -AudioFormat.Samples(Lost)) return CaptureCorrection.Lost;
            if (Math.Abs(_windowAhead) > AudioFormat.Samples(Tolerance)) _owed += (int)_windowAhead;
            BeginWindow(now);
        }

        return _owed switch
        {
            0 => CaptureCorrection.None,
            > 0 => Correct(CaptureCorrection.OneTooMany, by: -1),
            < 0 => Correct(CaptureCorrection.OneTooFew, by: 1),
        };
    }

    private CaptureCorrection Correct(CaptureCorrection correction, int by)
    {
        _owed += by;
        return correction;
    }

    private void BeginWindow(long now)
    {
        _windowBegan = now;
        _windowAhead = double.MinValue;
    }

    private double Samples(long ticks) => (double)ticks * AudioFormat.SamplesPerSecond / _time.TimestampFrequency;

    private long Ticks(double samples) => (long)(samples * _time.TimestampFrequency / AudioFormat.SamplesPerSecond);
}
