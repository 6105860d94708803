using System.Globalization;
using Swictation.Benchmarks.Native;

namespace Swictation.Benchmarks.Processes;

/// <summary>What the system says about a process.</summary>
internal static class ProcessFigures
{
    private const double KibibytesPerMegabyte = 1e6 / 1024;
    private const double NanosecondsPerMicrosecond = 1e3;

    /// <summary>Resident memory in MB of 1,000,000 bytes.</summary>
    public static double ResidentMegabytes(int processId) => Read(processId, "VmRSS:")
        ?? throw new BenchmarkFailedException($"process {processId} has ended");

    /// <summary>The most that it ever was; 0 where the process has ended.</summary>
    public static double PeakMegabytes(int processId) => Read(processId, "VmHWM:") ?? 0;

    /// <summary>How often each thread has stopped to wait for something, by its number.</summary>
    public static IReadOnlyDictionary<string, long> WakeUps(int processId)
    {
        var wakeUps = new Dictionary<string, long>();
        foreach (var thread in Directory.EnumerateDirectories($"/proc/{processId}/task"))
        {
            try
            {
                wakeUps[Path.GetFileName(thread)] = ReadNumber($"{thread}/status", "voluntary_ctxt_switches:");
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }

        return wakeUps;
    }

    /// <summary>Bytes that it has had written to disks.</summary>
    public static long WrittenBytes(int processId) => ReadNumber($"/proc/{processId}/io", "write_bytes:");

    private static long ReadNumber(string file, string name) => long.Parse(
        File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..],
        NumberStyles.AllowLeadingWhite,
        CultureInfo.InvariantCulture);

    private static double? Read(int processId, string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/status").FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
            return line is null
                ? null
                : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
                    / KibibytesPerMegabyte;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Processor time of all threads that are there or were, to the nanosecond: the times in /proc count in steps of 10
    /// ms.
    /// </summary>
    public static TimeSpan ProcessorTime(int processId) =>
        TimeSpan.FromMicroseconds(LibC.ProcessorTime(processId) / NanosecondsPerMicrosecond);
}
