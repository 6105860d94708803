using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Audio;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// A microphone. Serves one reader at a time, and stays open behind it for as long as it is to be held: the last of what
/// it hears is then in memory, and nowhere else, until it is read.
/// </summary>
internal sealed class LiveAudioSource : IAudioSource
{
    private static readonly TimeSpan LongestClosing = TimeSpan.FromSeconds(2);

    private readonly string _source;
    private readonly int _preroll;
    private readonly TimeProvider _time;
    private readonly ICaptureListing _listing;
    private readonly CaptureDemand _demand;
    private readonly CaptureRing _ring = new();
    private readonly CaptureClock _clock;
    private readonly CaptureLoop _loop;
    private readonly SilenceWatch _silence;
    private readonly LevelWatch _level;
    private readonly CaptureMetrics _metrics;
    private readonly ILogger _logger;
    private readonly short[] _frame = new short[CaptureRing.FrameSamples + 1];
    private long _readUpTo;
    private IReadOnlySet<string>? _seen;
    private volatile string? _absence;

    /// <param name="source">As the user named it.</param>
    /// <param name="open">Opens the device; called on a thread where it may take its time.</param>
    /// <param name="listing">The system's knowledge of the device without opening it.</param>
    /// <param name="hold">How long the device stays open behind a reader, as of <see cref="CaptureDemand"/>.</param>
    /// <param name="preroll">The length of earlier sound that a reader gets while it is open; zero: none.</param>
    public LiveAudioSource(
        string source,
        Func<ICaptureDevice> open,
        ICaptureListing listing,
        TimeSpan hold,
        TimeSpan preroll,
        CaptureMetrics metrics,
        TimeProvider time,
        ILogger logger)
    {
        _source = source;
        _preroll = AudioFormat.Samples(preroll);
        _time = time;
        _listing = listing;
        _demand = new(hold, time);
        _clock = new(time);
        _silence = new(source, logger);
        _level = new(source, logger);
        _metrics = metrics;
        _logger = logger;
        _loop = new(source, open, MayBeHeld, _demand, _ring, _clock, _preroll, metrics, time, logger);
    }

    public bool HasEnded => false;

    public bool IsLive => true;

    public Trouble? Trouble => FindMissing() ?? (_silence.IsSilent
        ? Trouble.OfMicrophone(new(ReasonCode.NothingButSilence, Source: _source))
        : _level.Trouble);

    public MicrophoneState? Microphone => FindMissing() is null ? _demand.State : MicrophoneState.Missing;

    public void GetReady() => _demand.KeepOpen();

    public async ValueTask<string?> FindObstacleAsync(TimeSpan atMost)
    {
        var obstacle = await _demand.AskAsync(atMost).ConfigureAwait(false);
        return obstacle?.Words ?? (_demand.IsOpen ? null : _absence);
    }

    public void Look()
    {
        var names = _listing.Names;
        if (_seen is { } seen && names.SetEquals(seen)) return;

        if (_seen is { } before && !names.IsSubsetOf(before)) _demand.ForgetFailure();
        _seen = names;
        _absence = _listing.FindAbsence();
    }

    public void Close() => _demand.Stop();

    /// <remarks>
    /// After a cancellation it delivers the samples captured until then, and none that were captured later, however
    /// late the reader is. Where the device is gone, a frame says so once,
    /// and the next one with samples that it is back.
    /// </remarks>
    public async IAsyncEnumerable<AudioFrame> ReadAsync(
        long? notBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BeginWatching();
        // In this order: a device that is opened for the reader has its first sound read too.
        var from = FindBegin(notBefore);
        var next = _ring.Find(from - CaptureRing.FrameSamples);
        _demand.AddReader();
        var hasHeard = false;
        var until = new StrongBox<long>(long.MaxValue);
        using var ending = cancellationToken.Register(
            () => Volatile.Write(ref until.Value, _clock.PositionAt(_time.GetTimestamp())));
        try
        {
            var isTold = false;
            while (true)
            {
                if (_ring.TryTake(ref next, _frame, out var taken, out var isLate))
                {
                    var frame = Between(taken, from, Volatile.Read(ref until.Value));
                    if (frame.Samples.IsEmpty)
                    {
                        if (taken.Position >= from) cancellationToken.ThrowIfCancellationRequested();
                        continue;
                    }

                    if (isLate && hasHeard) NoteLost(frame.Position - _readUpTo);
                    (hasHeard, isTold) = (true, false);
                    _readUpTo = frame.Position + frame.Samples.Length;
                    _silence.Hear(frame.Samples.Span);
                    _level.Hear(frame.Samples.Span, _silence.IsSilent);
                    yield return frame with { Silence = _silence.Silence, Level = _level.Level };
                    continue;
                }

                cancellationToken.ThrowIfCancellationRequested();
                if (!isTold && _demand.Outage is { } outage)
                {
                    isTold = true;
                    BeginWatching();
                    var now = _time.GetTimestamp();
                    yield return new(default, Math.Max(_readUpTo, _clock.PositionAt(now)), now, outage);
                    continue;
                }

                await _ring.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            BeginWatching();
            _demand.RemoveReader(hasHeard);
        }
    }

    public ValueTask DisposeAsync()
    {
        _demand.Stop();
        if (_loop.TryJoin(LongestClosing))
        {
            _demand.Dispose();
            _ring.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    // A device that is open is there, whatever a list says.
    private Trouble? FindMissing() =>
        _demand.IsOpen ? null
        : _demand.Failure is { } failure ? Trouble.OfMicrophone(failure)
        : _absence is { } absence ? new(TroubleCode.MicrophoneMissing, absence)
        : null;

    private bool MayBeHeld()
    {
        if (!_listing.IsBluetooth()) return true;

        CaptureLog.NotHeld(_logger, _source);
        return false;
    }

    private void BeginWatching()
    {
        _silence.Begin();
        _level.Begin();
    }

    // By the clock where a device is ahead of it: nothing has been heard that is still to be said.
    private long FindBegin(long? notBefore)
    {
        var kept = Math.Min(_ring.End, _clock.PositionAt(_time.GetTimestamp())) - _preroll;
        var allowed = notBefore is { } moment ? _clock.PositionAt(moment) : kept;
        return Math.Max(_readUpTo, Math.Max(kept, allowed));
    }

    private static AudioFrame Between(in AudioFrame frame, long from, long until)
    {
        var (begin, end) = (Math.Max(frame.Position, from), Math.Min(frame.Position + frame.Samples.Length, until));
        if (begin >= end) return default;

        var first = (int)(begin - frame.Position);
        return frame with { Samples = frame.Samples.Slice(first, (int)(end - begin)), Position = begin };
    }

    private void NoteLost(long samples)
    {
        var lost = AudioFormat.Duration(samples);
        _metrics.Faults.Add(MicrophoneFault.Overruns);
        _metrics.AddLost(lost);
        CaptureLog.Lost(
            _logger, _source, (long)lost.TotalMilliseconds, "it was not stored in time, because the disk was too slow");
    }
}
