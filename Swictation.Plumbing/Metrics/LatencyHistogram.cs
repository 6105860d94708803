using System.Diagnostics.Metrics;
using System.Numerics;

namespace Swictation.Plumbing.Metrics;

/// <summary>
/// Counts latencies in buckets whose width grows with the latency, 16 to each doubling: percentiles are right to 3.2 %
/// from 100 ns to 30 hours, in 5 KiB, however many are recorded. One thread at a time records; any number reads.
/// </summary>
public sealed class LatencyHistogram
{
    private const int BucketBits = 4;
    private const int BucketsInDoubling = 1 << BucketBits;
    private const int LargestBits = 40;
    private const long Largest = (1L << LargestBits) - 1;

    private readonly long[] _counts = new long[(LargestBits - BucketBits + 1) * BucketsInDoubling];
    private long _sum;
    private long _max;

    /// <summary>Receives every latency too, in seconds; null for none.</summary>
    public Histogram<double>? Instrument { get; set; }

    /// <summary>Counts one latency. Neither allocates nor locks.</summary>
    public void Record(TimeSpan latency)
    {
        var ticks = Math.Clamp(latency.Ticks, 0, Largest);
        _counts[BucketOf(ticks)]++;
        _sum += ticks;
        if (ticks > _max) _max = ticks;
        Instrument?.Record(latency.TotalSeconds);
    }

    /// <summary>The figures recorded so far.</summary>
    public LatencySummary Summarise()
    {
        var counts = (long[])_counts.Clone();
        var total = counts.Sum();
        return new(total, new(_sum), Percentile(50), Percentile(90), Percentile(99), new(_max));

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
