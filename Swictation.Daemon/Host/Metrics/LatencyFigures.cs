using System.Collections.Immutable;
using Swictation.Plumbing.Metrics;

namespace Swictation.Daemon.Host.Metrics;

/// <summary>A <see cref="LatencySummary"/> as it goes over the wire: microseconds, rounded to a tenth.</summary>
/// <param name="N">How many were measured.</param>
/// <param name="Sum">All of them together.</param>
internal sealed record LatencyFigures(long N, double Sum, double P50, double P90, double P99, double Max)
{
    /// <summary>How many were no longer than each of the metric's bounds.</summary>
    public ImmutableArray<long> UpTo { get; init; } = [];

    public static LatencyFigures Of(LatencySummary summary)
    {
        return new(
            summary.Count,
            Rounded(summary.Sum),
            Rounded(summary.P50),
            Rounded(summary.P90),
            Rounded(summary.P99),
            Rounded(summary.Max))
        {
            UpTo = summary.UpTo,
        };

        static double Rounded(TimeSpan time) => Math.Round(time.TotalMicroseconds, 1);
    }
}
