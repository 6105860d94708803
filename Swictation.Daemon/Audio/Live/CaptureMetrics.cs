namespace Swictation.Daemon.Audio.Live;

/// <summary>What went wrong with the microphone since the daemon started. Any thread may read.</summary>
internal sealed class CaptureMetrics
{
    private long _overruns;
    private long _suspends;
    private long _outages;
    private long _lostMs;
    private long _corrected;

    /// <summary>Times that samples were not taken before the device, or the daemon's own memory, was full.</summary>
    public long Overruns => Volatile.Read(ref _overruns);

    /// <summary>Times that the device was suspended.</summary>
    public long Suspends => Volatile.Read(ref _suspends);

    /// <summary>Times that the device was missing, busy, unplugged or without a sign of life.</summary>
    public long Outages => Volatile.Read(ref _outages);

    /// <summary>Sound that was lost by all of these, in milliseconds.</summary>
    public long LostMs => Volatile.Read(ref _lostMs);

    /// <summary>Samples that were left out or put in because the device's clock is not the machine's.</summary>
    public long Corrected => Volatile.Read(ref _corrected);

    public void AddOverrun() => Interlocked.Increment(ref _overruns);

    public void AddSuspend() => Interlocked.Increment(ref _suspends);

    public void AddOutage() => Interlocked.Increment(ref _outages);

    public void AddLost(TimeSpan lost) => Interlocked.Add(ref _lostMs, (long)lost.TotalMilliseconds);

    public void AddCorrected() => Interlocked.Increment(ref _corrected);
}
