namespace Swictation.Domain.Events;

/// <summary>Load of the machine. All figures are 0 where nothing can be measured.</summary>
/// <param name="GpuMemoryMb">GPU memory in use, in MiB, of all devices together.</param>
/// <param name="GpuMemoryPercent">The same, of all that the GPU has.</param>
/// <param name="CpuPercent">
/// Processor time of the daemon and of the processes that it has started, in percent of one core, since the last
/// measurement.
/// </param>
public readonly record struct SystemLoad(double GpuMemoryMb, double GpuMemoryPercent, double CpuPercent);
