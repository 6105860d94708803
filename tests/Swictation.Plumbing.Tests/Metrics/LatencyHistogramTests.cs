using System.Diagnostics.Metrics;
using Bogus;
using Swictation.Plumbing.Metrics;

namespace Swictation.Plumbing.Tests.Metrics;

public sealed class LatencyHistogramTests
{
    private const double LargestError = 0.05;

    /// <summary>Shapes that latencies have: spread evenly, many orders of magnitude, two humps, all the same.</summary>
    public static TheoryData<string, Func<Randomizer, double>> Shapes => new()
    {
        { "even", random => random.Double(0, 1_000) },
        { "wide", random => Math.Pow(10, random.Double(0, 9)) },
        { "two humps", random => random.Bool(0.95f) ? random.Double(20, 40) : random.Double(20_000, 30_000) },
        { "all the same", _ => 1_234.5 },
        { "few ticks", random => random.Int(0, 40) / 10.0 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Percentiles_are_those_of_the_sorted_values_within_five_per_cent(
        string shape, Func<Randomizer, double> microseconds)
    {
        var random = new Randomizer(4711);
        foreach (var count in new[] { 1, 2, 10, 99, 100, 101, 20_000 })
        {
            var histogram = new LatencyHistogram([]);
            var values = Enumerable.Range(0, count)
                .Select(_ => TimeSpan.FromMicroseconds(microseconds(random)))
                .ToList();
            values.ForEach(histogram.Record);
            values.Sort();

            var summary = histogram.Summarise();

            Assert.Equal((count, values[^1]), (summary.Count, summary.Max));
            Assert.Equal(values.Sum(value => value.Ticks), summary.Sum.Ticks);
            AssertClose(shape, values, 0.5, summary.P50);
            AssertClose(shape, values, 0.9, summary.P90);
            AssertClose(shape, values, 0.99, summary.P99);
        }
    }

    [Fact]
    public void Empty_histogram_has_zeros()
    {
        var summary = new LatencyHistogram(LatencyBounds.OfSpeech).Summarise();

        Assert.Equal(new(0, default, default, default, default, default), summary with { UpTo = [] });
        Assert.Equal(LatencyBounds.OfSpeech.Select(_ => 0L), summary.UpTo);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void How_many_are_within_each_bound_is_counted_exactly(string shape, Func<Randomizer, double> microseconds)
    {
        var random = new Randomizer(4712);
        var histogram = new LatencyHistogram(LatencyBounds.OfSteps);
        var values = Enumerable.Range(0, 2_000).Select(_ => TimeSpan.FromMicroseconds(microseconds(random)))
            .Concat(LatencyBounds.OfSteps)
            .ToList();

        values.ForEach(histogram.Record);

        var summary = histogram.Summarise();
        Assert.True(
            summary.UpTo.SequenceEqual(histogram.Bounds.Select(bound => (long)values.Count(value => value <= bound))), shape);
        Assert.Equal(values.Count, summary.Count);
    }

    [Fact]
    public void Bounds_ascend()
    {
        foreach (var bounds in new[] { LatencyBounds.OfSteps, LatencyBounds.OfSpeech })
            Assert.Equal(bounds.Distinct().Order(), bounds);
    }

    [Fact]
    public void Latencies_beyond_the_range_count_as_its_ends()
    {
        var histogram = new LatencyHistogram([]);

        histogram.Record(TimeSpan.FromTicks(-5));
        histogram.Record(TimeSpan.MaxValue);

        var summary = histogram.Summarise();
        Assert.Equal((2, TimeSpan.Zero), (summary.Count, summary.P50));
        Assert.InRange(summary.Max, TimeSpan.FromHours(30), TimeSpan.FromHours(31));
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        var histogram = new LatencyHistogram([]);
        histogram.Record(TimeSpan.FromMicroseconds(1));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) histogram.Record(TimeSpan.FromTicks(i));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Instrument_hears_of_every_latency_in_seconds()
    {
        using var meter = new Meter("test");
        var heard = new List<double>();
        using var listener = new MeterListener();
        var histogram = new LatencyHistogram([]) { Instrument = meter.CreateHistogram<double>("latency") };
        listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => heard.Add(seconds));
        listener.EnableMeasurementEvents(histogram.Instrument);

        histogram.Record(TimeSpan.FromMilliseconds(250));

        Assert.Equal([0.25], heard);
    }

    private static void AssertClose(string shape, List<TimeSpan> sorted, double rank, TimeSpan found)
    {
        var exact = sorted[(int)Math.Ceiling(rank * sorted.Count) - 1];
        var error = Math.Abs((found - exact).Ticks) / (double)Math.Max(1, exact.Ticks);
        Assert.True(error <= LargestError, $"{shape}, {sorted.Count}: {rank} is {exact}, found {found}");
    }
}
