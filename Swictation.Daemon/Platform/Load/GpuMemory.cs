namespace Swictation.Daemon.Platform.Load;

/// <summary>Memory of graphics processors, in bytes.</summary>
internal readonly record struct GpuMemory(ulong Used, ulong Total)
{
    private const double BytesPerMb = 1024 * 1024;

    /// <summary>In MiB, to one decimal.</summary>
    public double UsedMb => Math.Round(Used / BytesPerMb, 1);

    /// <summary>In percent of all memory, to one decimal.</summary>
    public double UsedPercent => Total == 0 ? 0 : Math.Round(100.0 * Used / Total, 1);
}
