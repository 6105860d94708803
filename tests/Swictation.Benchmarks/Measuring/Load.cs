using System.Globalization;

namespace Swictation.Benchmarks.Measuring;

/// <summary>How much else the machine has to do.</summary>
internal static class Load
{
    /// <summary>Programs that ran or wanted to, in the mean of the last minute.</summary>
    public static double OfOneMinute => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
}
