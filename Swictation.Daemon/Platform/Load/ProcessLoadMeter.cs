using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Daemon.Platform.Load;

/// <summary>
/// The processor time of this process and of those that it has started, the recogniser first of all; and the memory of
/// the graphics processors.
/// </summary>
internal sealed class ProcessLoadMeter : ISystemLoadMeter
{
    // Over a shorter time the figure would say more about the moment than about the load.
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMilliseconds(500);

    private readonly Lock _measuring = new();
    private readonly TimeProvider _time;
    private readonly ChildProcesses _children;
    private readonly IGpuMeter _gpu;
    private long _measuredAt;
    private TimeSpan _processorTime;
    private SystemLoad _load;

    public ProcessLoadMeter(TimeProvider time, ChildProcesses children, IGpuMeter gpu)
    {
        _time = time;
        _children = children;
        _gpu = gpu;
        _measuredAt = time.GetTimestamp();
        _processorTime = ProcessorTime();
        _load = Load(cpuPercent: 0);
    }

    public SystemLoad Measure()
    {
        lock (_measuring)
        {
            var now = _time.GetTimestamp();
            var elapsed = _time.GetElapsedTime(_measuredAt, now);
            if (elapsed >= ShortestWindow)
            {
                var processorTime = ProcessorTime();
                var worked = processorTime > _processorTime ? processorTime - _processorTime : TimeSpan.Zero;
                _load = Load(Math.Round(100 * (worked / elapsed), 1));
                (_measuredAt, _processorTime) = (now, processorTime);
            }

            return _load;
        }
    }

    private TimeSpan ProcessorTime() => Environment.CpuUsage.TotalTime + _children.ProcessorTime();

    private SystemLoad Load(double cpuPercent)
    {
        var gpu = _gpu.Measure();
        return new(gpu.UsedMb, gpu.UsedPercent, cpuPercent);
    }
}
