using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Daemon.Load;

/// <summary>The processor time of this process. The GPU is not measured here.</summary>
internal sealed class ProcessLoadMeter(TimeProvider time) : ISystemLoadMeter
{
    // Over a shorter time the figure would say more about the moment than about the load.
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMilliseconds(500);

    private readonly Lock _measuring = new();
    private long _measuredAt = time.GetTimestamp();
    private TimeSpan _processorTime = Environment.CpuUsage.TotalTime;
    private double _cpuPercent;

    public SystemLoad Measure()
    {
        lock (_measuring)
        {
            var now = time.GetTimestamp();
            var elapsed = time.GetElapsedTime(_measuredAt, now);
            if (elapsed >= ShortestWindow)
            {
                var processorTime = Environment.CpuUsage.TotalTime;
                _cpuPercent = Math.Round(100 * ((processorTime - _processorTime) / elapsed), 1);
                (_measuredAt, _processorTime) = (now, processorTime);
            }

            return new(GpuMemoryMb: 0, GpuMemoryPercent: 0, _cpuPercent);
        }
    }
}
