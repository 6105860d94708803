using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>A machine that always does the same.</summary>
internal sealed class SteadyLoad : ISystemLoadMeter
{
    public static readonly SystemLoad Load = new(GpuMemoryMb: 0, GpuMemoryPercent: 0, CpuPercent: 12.5);

    public SystemLoad Measure() => Load;
}
