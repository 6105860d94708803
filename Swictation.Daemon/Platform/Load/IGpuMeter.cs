namespace Swictation.Daemon.Platform.Load;

/// <summary>Measures the memory of the graphics processors.</summary>
internal interface IGpuMeter : IDisposable
{
    /// <summary>
    /// What is in use now, of all of them together; zero where there is nothing to measure. Never fails.
    /// </summary>
    GpuMemory Measure();
}
