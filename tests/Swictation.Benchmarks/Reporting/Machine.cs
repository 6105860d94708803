using System.Globalization;
using System.Runtime.InteropServices;

namespace Swictation.Benchmarks.Reporting;

/// <summary>What the figures depend on.</summary>
internal sealed record Machine(string Processor, int Cores, double MemoryGb, string Kernel, string Runtime)
{
    private const double BytesPerGb = 1e9;

    public static Machine Describe() => new(
        Value("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / BytesPerGb, 1),
        Environment.OSVersion.VersionString,
        RuntimeInformation.FrameworkDescription);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Processor}, {Cores} cores, {MemoryGb:0} GB, {Kernel}, {Runtime}");

    private static string? Value(string file, string key) => File.ReadLines(file)
        .FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))
        ?.Split(':', 2)[1]
        .Trim();
}
