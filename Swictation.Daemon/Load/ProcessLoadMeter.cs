using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Daemon.Load;

/// <summary>The processor time of this process. The GPU is not measured here.</summary>
internal sealed class ProcessLoadMeter(TimeProvider time) : ISystemLoadMeter
{
    private readonly Lock _measuring = new();
    private long _measuredAt = time.GetTimestamp();
    private TimeSpan _processorTime = Environment.CpuUsage.TotalTime;

    public SystemLoad Measure()
    {
        lock (_measuring)
        {
            var now = time.GetTimestamp();
            var processorTime = Environment.CpuUsage.TotalTime;
            var elapsed = time.GetElapsedTime(_measuredAt, now);
            var percent = elapsed > TimeSpan.Zero ? 100 * ((processorTime - _processorTime) / elapsed) : 0;
            (_measuredAt, _processorTime) = (now, processorTime);
            return new(GpuMemoryMb: 0, GpuMemoryPercent: 0, CpuPercent: Math.Round(percent, 1));
        }
    }
}
