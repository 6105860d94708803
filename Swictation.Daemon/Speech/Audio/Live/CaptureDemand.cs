namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// Connects readers with the capturing thread: whether the device has to be open, and the outcome of the last attempt.
/// Any thread may call.
/// </summary>
internal sealed class CaptureDemand(TimeProvider time) : IDisposable
{
    // How long a device stays open for a recording that is about to start.
    private static readonly TimeSpan Readiness = TimeSpan.FromSeconds(5);

    private readonly Lock _changing = new();
    private readonly AutoResetEvent _changed = new(initialState: false);
    private TaskCompletionSource<string?> _attempt = NewAttempt();
    private long? _askedAt;
    private string? _outage;
    private int _readers;
    private bool _isAlways;
    private bool _isOpen;
    private bool _isStopped;

    /// <summary>The reason why the device delivers no sound; null while it does, or nobody has tried.</summary>
    public string? Outage
    {
        get => Volatile.Read(ref _outage);
        private set => Volatile.Write(ref _outage, value);
    }

    public bool IsStopped => Volatile.Read(ref _isStopped);

    public bool IsWanted
    {
        get
        {
            lock (_changing)
            {
                var isAskedFor = _askedAt is { } asked && time.GetElapsedTime(asked) < Readiness;
                return !_isStopped && (_isAlways || _readers > 0 || isAskedFor);
            }
        }
    }

    /// <summary>True while somebody listens.</summary>
    public bool IsRead
    {
        get
        {
            lock (_changing) return _readers > 0;
        }
    }

    /// <summary>From now on the device is to be open while nobody listens too.</summary>
    public void KeepOpen() => Change(() => _isAlways = true);

    public void AddReader() => Change(() => _readers++);

    public void RemoveReader() => Change(() => _readers--);

    public void Stop() => Change(() => _isStopped = true);

    /// <summary>Has the device opened, if it is closed, and waits for the outcome.</summary>
    /// <returns>Why it could not be opened; null if it is open.</returns>
    public string? Ask(TimeSpan atMost, string whenLate)
    {
        Task<string?> attempt;
        lock (_changing)
        {
            if (_isOpen) return null;
            if (_attempt.Task.IsCompleted) _attempt = NewAttempt();
            attempt = _attempt.Task;
        }

        Change(() => _askedAt = time.GetTimestamp());
        return attempt.Wait(atMost) ? attempt.Result : whenLate;
    }

    /// <summary>For the capturing thread: reports the outcome of opening, or a failure.</summary>
    /// <param name="outage">Null if it is open.</param>
    public void Tell(string? outage)
    {
        lock (_changing)
        {
            // Who asked before has an answer: only those who ask from now on cut short the pause that follows.
            if (outage is not null) _changed.Reset();
            _isOpen = outage is null;
            Outage = outage;
            _attempt.TrySetResult(outage);
        }
    }

    /// <summary>It was closed because nobody wants it.</summary>
    public void TellClosed()
    {
        lock (_changing)
        {
            _isOpen = false;
            Outage = null;
        }
    }

    /// <summary>Waits until something is asked for, or time has passed.</summary>
    public void Wait(TimeSpan atMost)
    {
        if (IsStopped) return;

        using var late = time.CreateTimer(_ => Wake(), null, atMost, Timeout.InfiniteTimeSpan);
        _changed.WaitOne();
    }

    public void Dispose() => _changed.Dispose();

    private static TaskCompletionSource<string?> NewAttempt() =>
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
            // Nobody waits any more.
        }
    }
}
