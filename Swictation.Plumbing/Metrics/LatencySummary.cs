using System.Collections.Immutable;

namespace Swictation.Plumbing.Metrics;

/// <summary>How long something took, over all times that it was done; zeros if it never was.</summary>
/// <param name="P50">Half of them took no longer.</param>
/// <param name="P90">90 % took no longer.</param>
/// <param name="P99">99 % took no longer.</param>
public sealed record LatencySummary(
    long Count, TimeSpan Sum, TimeSpan P50, TimeSpan P90, TimeSpan P99, TimeSpan Max)
{
    /// <summary>How many took no longer than each of the histogram's bounds.</summary>
    public ImmutableArray<long> UpTo { get; init; } = [];
}
