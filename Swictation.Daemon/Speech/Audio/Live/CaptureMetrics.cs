using Swictation.Plumbing.Metrics;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>Faults of the microphone since the daemon started. Any thread may count and read.</summary>
internal sealed class CaptureMetrics
{
    private long _lostMs;
    private long _corrected;

    public CounterSet<MicrophoneFault> Faults { get; } = new();

    /// <summary>Sound that was lost by overruns and while the device was suspended, in milliseconds.</summary>
    public long LostMs => Volatile.Read(ref _lostMs);

    /// <summary>Samples that were left out or put in because the device's clock is not the machine's.</summary>
    public long Corrected => Volatile.Read(ref _corrected);

    public void AddLost(TimeSpan lost) => Interlocked.Add(ref _lostMs, (long)lost.TotalMilliseconds);

    public void AddCorrected() => Interlocked.Increment(ref _corrected);
}
