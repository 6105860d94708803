using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Numerics;

namespace Swictation.Plumbing.Metrics;

/// <summary>
/// Counts latencies in buckets whose width grows with the latency, 16 to each doubling: percentiles are right to 3.2 %
/// from 100 ns to 30 hours, in 5 KiB, however many are recorded. One thread at a time records; any number reads.
/// </summary>
/// <param name="bounds">How many latencies are no longer than each of these is counted exactly. Ascending.</param>
public sealed class LatencyHistogram(ImmutableArray<TimeSpan> bounds)
{
    private const int BucketBits = 4;
    private const int BucketsInDoubling = 1 << BucketBits;
    private const int LargestBits = 40;
    private const long Largest = (1L << LargestBits) - 1;

    private readonly long[] _counts = new long[(LargestBits - BucketBits + 1) * BucketsInDoubling];
    private readonly long[] _withinBound = new long[bounds.Length + 1];
    private long _sum;
    private long _max;

    /// <summary>The upper bounds that <see cref="LatencySummary.UpTo"/> counts.</summary>
    public ImmutableArray<TimeSpan> Bounds => bounds;

    /// <summary>Receives every latency too, in seconds; null for none.</summary>
    public Histogram<double>? Instrument { get; set; }

    /// <summary>Counts one latency. Neither allocates nor locks.</summary>
    public void Record(TimeSpan latency)
    {
        var ticks = Math.Clamp(latency.Ticks, 0, Largest);
        _counts[BucketOf(ticks)]++;
        _withinBound[BoundOf(ticks)]++;
        _sum += ticks;
        if (ticks > _max) _max = ticks;
        Instrument?.Record(latency.TotalSeconds);
    }

    /// <summary>The figures recorded so far.</summary>
    public LatencySummary Summarise()
    {
        var counts = (long[])_counts.Clone();
        var total = counts.Sum();
        var upTo = Cumulate(_withinBound);
        return new(upTo[^1], new(_sum), Percentile(50), Percentile(90), Percentile(99), new(_max)) { UpTo = upTo[..^1] };

        TimeSpan Percentile(int percent)
        {
            // The smallest value that so many per cent of all do not exceed.
            var wanted = Math.Max(1, (total * percent + 99) / 100);
            long passed = 0;
            for (var bucket = 0; bucket < counts.Length; bucket++)
            {
                passed += counts[bucket];
                if (passed >= wanted) return new(Math.Min(MiddleOf(bucket), _max));
            }

            return TimeSpan.Zero;
        }
    }

    private static ImmutableArray<long> Cumulate(long[] counts)
    {
        var cumulated = ImmutableArray.CreateBuilder<long>(counts.Length);
        long passed = 0;
        foreach (ref readonly var count in counts.AsSpan()) cumulated.Add(passed += Volatile.Read(in count));
        return cumulated.MoveToImmutable();
    }

    // The first bound that is no shorter; one more than there are where none is. Most latencies are short.
    private int BoundOf(long ticks)
    {
        var at = 0;
        while (at < bounds.Length && bounds[at].Ticks < ticks) at++;
        return at;
    }

    // Up to 32 ticks a bucket is one tick wide; from there on the buckets of each doubling are twice as wide as before.
    private static int BucketOf(long ticks)
    {
        if (ticks < BucketsInDoubling) return (int)ticks;
        var shift = BitOperations.Log2((ulong)ticks) - BucketBits;
        return (shift * BucketsInDoubling) + (int)(ticks >> shift);
    }

    private static long MiddleOf(int bucket)
    {
        if (bucket < BucketsInDoubling) return bucket;
        var shift = (bucket / BucketsInDoubling) - 1;
        var lowest = (long)(BucketsInDoubling + (bucket % BucketsInDoubling)) << shift;
        return lowest + ((1L << shift) / 2);
    }
}
