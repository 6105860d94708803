using System.Collections.Immutable;

namespace Swictation.Plumbing.Metrics;

/// <summary>Upper bounds of the buckets in which latencies are counted for Prometheus, ascending.</summary>
public static class LatencyBounds
{
    /// <summary>For steps inside the daemon: 50 µs to 5 s.</summary>
    public static ImmutableArray<TimeSpan> OfSteps { get; } = Milliseconds(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1_000, 5_000);

    /// <summary>For work on speech: 10 ms to a minute.</summary>
    public static ImmutableArray<TimeSpan> OfSpeech { get; } = Milliseconds(10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000);

    private static ImmutableArray<TimeSpan> Milliseconds(params ReadOnlySpan<double> bounds)
    {
        var times = ImmutableArray.CreateBuilder<TimeSpan>(bounds.Length);
        foreach (var bound in bounds) times.Add(TimeSpan.FromMilliseconds(bound));
        return times.MoveToImmutable();
    }
}
