using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// Captures on a thread of its own for as long as that is wanted: samples must be taken in time, whatever else
/// goes on. A device that fails is closed and opened again until it works.
/// </summary>
internal sealed class CaptureLoop
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    // A sound server may need a second until the first samples come.
    private static readonly TimeSpan LongestQuiet = TimeSpan.FromSeconds(3);

    // A headset may have become the default of a sound server meanwhile.
    private static readonly TimeSpan HoldCheck = TimeSpan.FromSeconds(30);

    // A daemon that was itself not running for a while has to look before it says that there was nothing.
    private const int FewestEmptyReads = 10;

    // No device has sound that is still to be made. Those that are none, a file for example, give it as fast as it is
    // taken: they have to wait.
    private static readonly TimeSpan MostAhead = TimeSpan.FromMilliseconds(100);

    private readonly string _source;
    private readonly Func<ICaptureDevice> _open;
    private readonly Func<bool> _mayBeHeld;
    private readonly CaptureDemand _demand;
    private readonly CaptureRing _ring;
    private readonly CaptureClock _clock;
    private readonly int _preroll;
    private readonly CaptureMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly short[] _frame = new short[CaptureRing.FrameSamples + 1];
    private readonly Thread _thread;

    private ICaptureDevice? _device;
    private long _openedAt;
    private long _heardAt;
    private int _emptyReads;
    private long? _firstPosition;
    private long _position;
    private string? _gap;
    private TimeSpan _pause = FirstPause;
    private long? _outageSince;
    private long? _holdAllowedAt;

    /// <param name="preroll">Samples that are kept without a reader.</param>
    /// <param name="open">Opens the device, or says by an <see cref="AudioSourceException"/> why not.</param>
    /// <param name="mayBeHeld">
    /// Whether the device may be open without a reader; asked when that begins and every 30 s while it lasts, and may
    /// take its time.
    /// </param>
    public CaptureLoop(
        string source,
        Func<ICaptureDevice> open,
        Func<bool> mayBeHeld,
        CaptureDemand demand,
        CaptureRing ring,
        CaptureClock clock,
        int preroll,
        CaptureMetrics metrics,
        TimeProvider time,
        ILogger logger)
    {
        _source = source;
        _open = open;
        _mayBeHeld = mayBeHeld;
        _demand = demand;
        _ring = ring;
        _clock = clock;
        _preroll = preroll;
        _metrics = metrics;
        _time = time;
        _logger = logger;
        _thread = new(Run) { IsBackground = true, Name = "capture" };
        _thread.Start();
    }

    /// <summary>Waits until the device is closed; to be called once it is no longer wanted.</summary>
    /// <returns>False if that takes longer: a sound server that hangs blocks the closing of its devices.</returns>
    public bool TryJoin(TimeSpan atMost) => _thread.Join(atMost);

    private void Run()
    {
        while (!_demand.IsStopped)
        {
            if (!IsWanted())
            {
                Close();
                _demand.Wait(Timeout.InfiniteTimeSpan);
                continue;
            }

            try
            {
                if (_device is null) Open();
                while (IsWanted()) Capture();
            }
            catch (AudioSourceException e)
            {
                Fail(e.Reason with { Source = e.SourceName });
            }
        }

        Close();
    }

    private bool IsWanted()
    {
        if (_demand.IsNeeded)
            _holdAllowedAt = null;
        else if (_demand.IsWanted && !IsHoldAllowed())
            _demand.LetGo();
        return _demand.IsWanted;
    }

    private bool IsHoldAllowed()
    {
        if (_holdAllowedAt is { } at && _time.GetElapsedTime(at) < HoldCheck) return true;

        var isAllowed = _mayBeHeld();
        _holdAllowedAt = isAllowed ? _time.GetTimestamp() : null;
        return isAllowed;
    }

    private void Open()
    {
        _openedAt = _time.GetTimestamp();
        _firstPosition = null;
        _device = _open();
        _heardAt = _time.GetTimestamp();
        _emptyReads = 0;
        _gap ??= "";
        CaptureLog.Opened(_logger, _source);
        _demand.Tell(null);
    }

    private void Capture()
    {
        var read = _device!.Read(_frame.AsSpan(0, CaptureRing.FrameSamples));
        var now = _time.GetTimestamp();
        if (read.Fault != CaptureFault.None) NoteFault(read.Fault);
        if (read.Samples == 0)
        {
            _emptyReads++;
            if (_emptyReads < FewestEmptyReads || _time.GetElapsedTime(_heardAt, now) < LongestQuiet) return;
            throw new AudioSourceException(_source, new Reason(ReasonCode.MicrophoneSoundless));
        }

        _heardAt = now;
        _emptyReads = 0;
        _pause = FirstPause;
        Add(read.Samples, now);
        if (_outageSince is { } since) Resume(since, now);
        WaitIfAhead(now);
    }

    private void Add(int samples, long now)
    {
        if (_gap is not null) BeginBehindGap(now - Ticks(samples));
        switch (_clock.Observe(_position + samples, now))
        {
            case CaptureCorrection.OneTooMany:
                samples = DriftCorrection.Shorten(_frame.AsSpan(0, samples));
                _metrics.AddCorrected();
                break;
            case CaptureCorrection.OneTooFew:
                samples = DriftCorrection.Lengthen(_frame, samples);
                _metrics.AddCorrected();
                break;
            case CaptureCorrection.Lost:
                _metrics.Faults.Add(MicrophoneFault.Overruns);
                _gap = "the device has left it out";
                BeginBehindGap(now - Ticks(samples));
                break;
        }

        var end = _position + samples;
        _ring.Add(_position, _frame.AsSpan(0, samples), Math.Min(_clock.TimestampOf(end), now));
        _position = end;
        if (!_demand.IsRead) _ring.ForgetBefore(Math.Min(end, _clock.PositionAt(now)) - _preroll);
    }

    // Positions are times: after a gap they go on where the clock is.
    private void BeginBehindGap(long firstAt)
    {
        var begin = _clock.Begin(_position, firstAt);
        if (_gap is { Length: > 0 } reason)
        {
            var lost = AudioFormat.Duration(begin - _position);
            _metrics.AddLost(lost);
            CaptureLog.Lost(_logger, _source, (long)lost.TotalMilliseconds, reason);
        }

        _position = begin;
        _firstPosition ??= begin;
        _demand.TellSound();
        _gap = null;
    }

    private void NoteFault(CaptureFault fault)
    {
        if (fault == CaptureFault.Overrun)
        {
            _metrics.Faults.Add(MicrophoneFault.Overruns);
            _gap = "it was not read in time, because the machine was too busy";
        }
        else
        {
            _metrics.Faults.Add(MicrophoneFault.Suspends);
            _gap = "the device was suspended";
        }
    }

    private void WaitIfAhead(long now)
    {
        var ahead = AudioFormat.Duration(_position - _firstPosition!.Value) - _time.GetElapsedTime(_openedAt, now);
        if (ahead > MostAhead) _demand.Wait(ahead - MostAhead);
    }

    private void Fail(Reason reason)
    {
        if (_outageSince is null)
        {
            _metrics.Faults.Add(MicrophoneFault.Outages);
            _outageSince = _time.GetTimestamp();
        }

        var isNews = _demand.Outage != reason;
        _gap = "";
        // Earlier sound is not speech from just before a key.
        if (!_demand.IsRead) _ring.ForgetBefore(long.MaxValue);
        _demand.Tell(reason);
        if (isNews)
            CaptureLog.Interrupted(_logger, reason.Words, _demand.IsWanted ? "The daemon keeps trying" : "A start tries again");
        _ring.Wake();
        // Last: a sound server that hangs blocks the closing of its devices.
        _device?.Dispose();
        _device = null;
        _demand.Wait(_pause);
        _pause = _pause * 2 > LongestPause ? LongestPause : _pause * 2;
    }

    private void Resume(long since, long now)
    {
        var outage = _time.GetElapsedTime(since, now);
        CaptureLog.Resumed(_logger, _source, outage.TotalSeconds);
        _outageSince = null;
    }

    private void Close()
    {
        if (_device is not null) CaptureLog.Closed(_logger, _source);
        _device?.Dispose();
        _device = null;
        _outageSince = null;
        if (!_demand.IsRead) _ring.ForgetBefore(long.MaxValue);
        _demand.TellClosed();
    }

    private long Ticks(int samples) => samples * _time.TimestampFrequency / AudioFormat.SamplesPerSecond;
}
