namespace Swictation.Daemon.Platform.Load;

/// <summary>A machine without a graphics processor that can be measured.</summary>
internal sealed class NoGpuMeter : IGpuMeter
{
    public GpuMemory Measure() => default;

    public void Dispose()
    {
    }
}
