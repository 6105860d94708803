using System.Globalization;
using Swictation.Benchmarks.Native;

namespace Swictation.Benchmarks.Processes;

/// <summary>What the system says about a process.</summary>
internal static class ProcessFigures
{
    private const double KibibytesPerMegabyte = 1e6 / 1024;
    private const double NanosecondsPerMicrosecond = 1e3;

    /// <summary>Resident memory in MB of 1,000,000 bytes.</summary>
    public static double ResidentMegabytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status")
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return double.Parse(kibibytes, CultureInfo.InvariantCulture) / KibibytesPerMegabyte;
    }

    /// <summary>
    /// Processor time of all threads that are there or were, to the nanosecond: the times in /proc count in steps of 10
    /// ms.
    /// </summary>
    public static TimeSpan ProcessorTime(int processId) =>
        TimeSpan.FromMicroseconds(LibC.ProcessorTime(processId) / NanosecondsPerMicrosecond);
}
