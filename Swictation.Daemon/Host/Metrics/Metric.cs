using System.Collections.Immutable;
using Swictation.Plumbing.Metrics;

namespace Swictation.Daemon.Host.Metrics;

/// <summary>
/// A figure of the daemon, declared once: the reply to <c>metrics</c>, the meter, Prometheus and the table follow from
/// it.
/// </summary>
/// <param name="Path">Its place in the reply: a field, or the field of an object, as <c>errors/append</c>.</param>
/// <param name="Row">Its name in the table, for people.</param>
/// <param name="Help">The thing that it counts or measures, in one sentence.</param>
internal abstract record Metric(string Path, string Row, string Help)
{
    /// <summary>Its name for Prometheus, without the prefix; null where another one says the same.</summary>
    public string? Prometheus { get; init; }

    /// <summary>Its instrument's name in the meter, without the prefix; null for none.</summary>
    public string? Instrument { get; init; }
}

/// <summary>A number.</summary>
/// <param name="Group">The heading over it in the table.</param>
internal sealed record NumberMetric(
    string Path, string Group, string Row, string Help, Func<MetricSources, double> Read)
    : Metric(Path, Row, Help)
{
    /// <summary>True if it may fall; false for one that only grows.</summary>
    public bool IsGauge { get; init; }

    /// <summary>What its numbers are divided by for Prometheus, which wants seconds and bytes.</summary>
    public int PrometheusDivisor { get; init; } = 1;

    /// <summary>Its unit, as UCUM and OpenTelemetry spell it.</summary>
    public string? Unit { get; init; }

    /// <summary>The label that tells it from others of the same name in Prometheus and the meter; null for none.</summary>
    public (string Name, string Value)? Tag { get; init; }
}

/// <summary>How long something takes.</summary>
/// <param name="Bounds">Those of the histogram: the buckets for Prometheus.</param>
internal sealed record LatencyMetric(
    string Path, string Row, string Help, ImmutableArray<TimeSpan> Bounds, Func<MetricSources, LatencyHistogram> Read)
    : Metric(Path, Row, Help);
