namespace Swictation.Daemon.Platform.Load;

/// <summary>Measures the memory of the graphics processors.</summary>
internal interface IGpuMeter : IDisposable
{
    /// <summary>
    /// The memory in use now, of all devices together; zero without a device. Never fails.
    /// </summary>
    GpuMemory Measure();
}
