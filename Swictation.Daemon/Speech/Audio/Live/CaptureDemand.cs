using Swictation.Domain.Audio;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// Connects readers with the capturing thread: whether the device has to be open, and the outcome of the last attempt.
/// Any thread may call.
/// </summary>
/// <param name="hold">
/// How long the device stays open behind a reader: zero, a time, or <see cref="Timeout.InfiniteTimeSpan"/>.
/// </param>
internal sealed class CaptureDemand(TimeSpan hold, TimeProvider time) : IDisposable
{
    // How long a device stays open for a recording that is about to start.
    private static readonly TimeSpan Readiness = TimeSpan.FromSeconds(5);

    private readonly Lock _changing = new();
    private readonly AutoResetEvent _changed = new(initialState: false);
    private TaskCompletionSource<Reason?> _attempt = NewAttempt();
    private long? _askedAt;
    private long? _heldSince;
    private Reason? _outage;
    private Reason? _failure;
    private int _readers;
    private bool _isOpen;
    private bool _isHeard;
    private bool _isStopped;

    /// <summary>The reason why the device delivers no sound; null while it does, or is not needed.</summary>
    public Reason? Outage
    {
        get => Volatile.Read(ref _outage);
        private set => Volatile.Write(ref _outage, value);
    }

    /// <summary>
    /// Why the device could not be opened or read at last, also once it is no longer needed; null if it could, or
    /// before the first attempt.
    /// </summary>
    public Reason? Failure => Volatile.Read(ref _failure);

    public bool IsStopped => Volatile.Read(ref _isStopped);

    /// <summary>The device is to be open.</summary>
    public bool IsWanted
    {
        get
        {
            lock (_changing) return !_isStopped && (NeedsNow() || HoldsNow());
        }
    }

    /// <summary>The device is to be open for a reader, or one that is about to come; not only held.</summary>
    public bool IsNeeded
    {
        get
        {
            lock (_changing) return !_isStopped && NeedsNow();
        }
    }

    /// <summary>True while the device is open, whether it has given sound or not.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_changing) return _isOpen;
        }
    }

    /// <summary>True while there is a reader.</summary>
    public bool IsRead
    {
        get
        {
            lock (_changing) return _readers > 0;
        }
    }

    /// <summary>How it stands with the device, by its opening and reading alone.</summary>
    public MicrophoneState State
    {
        get
        {
            lock (_changing)
            {
                return _isOpen ? (_isHeard ? MicrophoneState.Open : MicrophoneState.Preparing)
                    : _failure is not null ? MicrophoneState.Missing
                    : !_isStopped && (NeedsNow() || HoldsNow()) ? MicrophoneState.Preparing
                    : MicrophoneState.Closed;
            }
        }
    }

    /// <summary>A device that is always to be open is from now on, before the first reader.</summary>
    public void KeepOpen() => Change(() => _heldSince = IsAlways ? time.GetTimestamp() : null);

    public void AddReader() => Change(() => _readers++);

    /// <summary>The device is held from now on, unless the reader has heard nothing: it may still be being opened.</summary>
    public void RemoveReader(bool hasHeard) => Change(() =>
    {
        _readers--;
        _askedAt = null;
        if (hasHeard || IsAlways) _heldSince = time.GetTimestamp();
    });

    /// <summary>The device is not held, until the next reader has left.</summary>
    public void LetGo() => Change(() => _heldSince = null);

    public void Stop() => Change(() => _isStopped = true);

    /// <summary>Has the device opened, if it is closed, and waits for the outcome.</summary>
    /// <returns>Why it could not be opened; null if it is open, or is still being opened.</returns>
    public async ValueTask<Reason?> AskAsync(TimeSpan atMost)
    {
        Task<Reason?> attempt;
        lock (_changing)
        {
            if (_isOpen) return null;
            if (_attempt.Task.IsCompleted) _attempt = NewAttempt();
            attempt = _attempt.Task;
        }

        Change(() => _askedAt = time.GetTimestamp());
        try
        {
            return await attempt.WaitAsync(atMost, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>For the capturing thread: reports the outcome of opening, or a failure.</summary>
    /// <param name="outage">Null if it is open.</param>
    public void Tell(Reason? outage)
    {
        lock (_changing)
        {
            _isOpen = outage is null;
            _isHeard = false;
            _failure = Outage = outage;
            if (outage is not null)
            {
                // Who asked before has an answer: only those who ask from now on cut short the pause that follows.
                _changed.Reset();
                _askedAt = null;
                if (!IsAlways) _heldSince = null;
            }

            _attempt.TrySetResult(outage);
        }
    }

    /// <summary>For the capturing thread: the device gives sound.</summary>
    public void TellSound()
    {
        lock (_changing) _isHeard = true;
    }

    /// <summary>It was closed because it is not wanted.</summary>
    public void TellClosed()
    {
        lock (_changing)
        {
            _isOpen = _isHeard = false;
            Outage = null;
        }
    }

    /// <summary>Devices have come: what the last attempt has shown is no longer known. A device that is being
    /// waited for is tried again.</summary>
    public void ForgetFailure() => Change(() => _failure = NeedsNow() || HoldsNow() ? Outage : null);

    /// <summary>Waits until something is asked for, or time has passed.</summary>
    public void Wait(TimeSpan atMost)
    {
        if (IsStopped) return;

        using var late = time.CreateTimer(_ => Wake(), null, atMost, Timeout.InfiniteTimeSpan);
        _changed.WaitOne();
    }

    public void Dispose() => _changed.Dispose();

    private bool IsAlways => hold == Timeout.InfiniteTimeSpan;

    private bool NeedsNow() =>
        _readers > 0 || (_askedAt is { } asked && time.GetElapsedTime(asked) < Readiness);

    private bool HoldsNow() => _heldSince is { } since && (IsAlways || time.GetElapsedTime(since) < hold);

    private static TaskCompletionSource<Reason?> NewAttempt() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Change(Action change)
    {
        lock (_changing) change();
        Wake();
    }

    // A timer may fire while it is disposed of, behind the event that it wakes.
    private void Wake()
    {
        try
        {
            _changed.Set();
        }
        catch (ObjectDisposedException)
        {
            // No thread waits any more.
        }
    }
}
