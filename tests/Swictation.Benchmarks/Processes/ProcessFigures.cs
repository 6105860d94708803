using System.Globalization;

namespace Swictation.Benchmarks.Processes;

/// <summary>What /proc says about a process.</summary>
internal static class ProcessFigures
{
    private const double KibibytesPerMegabyte = 1e6 / 1024;

    /// <summary>Resident memory in MB of 1,000,000 bytes.</summary>
    public static double ResidentMegabytes(int processId)
    {
        var line = File.ReadLines($"/proc/{processId}/status")
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kibibytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return double.Parse(kibibytes, CultureInfo.InvariantCulture) / KibibytesPerMegabyte;
    }

    /// <summary>
    /// Processor time of all threads that are there, to the nanosecond: the times in <c>stat</c> count in steps of 10 ms.
    /// </summary>
    public static TimeSpan ProcessorTime(int processId)
    {
        var nanoseconds = Directory.GetDirectories($"/proc/{processId}/task")
            .Sum(thread => long.Parse(
                File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture));
        return TimeSpan.FromMicroseconds(nanoseconds / 1e3);
    }
}
