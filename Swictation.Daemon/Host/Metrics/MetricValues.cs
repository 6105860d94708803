using System.Text.Json.Nodes;

namespace Swictation.Daemon.Host.Metrics;

/// <summary>
/// The daemon's figures at a moment, by the paths of <see cref="DaemonMetrics"/>. On the wire: an object whose fields, or
/// whose objects' fields, are numbers, and latencies objects with <c>n</c>, <c>sum</c>, <c>p50</c>, <c>p90</c>,
/// <c>p99</c>, <c>max</c> and <c>up_to</c>, the counts of the bounds.
/// </summary>
internal sealed class MetricValues
{
    /// <param name="figures">As a daemon has sent them. Those that it does not have are zero: it may be an older one.</param>
    public MetricValues(JsonObject figures) => Figures = figures;

    /// <summary>As they are sent.</summary>
    public JsonObject Figures { get; }

    /// <summary>The figures now.</summary>
    public static MetricValues Collect(MetricSources sources)
    {
        var figures = new JsonObject();
        foreach (var metric in DaemonMetrics.All)
        {
            var (parent, field) = Place(figures, metric.Path);
            parent[field] = metric switch
            {
                NumberMetric number => Number(number.Read(sources)),
                LatencyMetric latency => Latency(LatencyFigures.Of(latency.Read(sources).Summarise())),
                _ => throw new InvalidOperationException($"{metric.Path} is no metric that can be read."),
            };
        }

        return new(figures);
    }

    /// <summary>The figure of a number.</summary>
    public double Of(NumberMetric metric) => NumberAt(metric.Path);

    /// <summary>The number with a path.</summary>
    public double NumberAt(string path) => ToDouble(Find(path));

    /// <summary>The figures of a latency, in microseconds.</summary>
    public LatencyFigures Of(LatencyMetric metric) => LatencyAt(metric.Path);

    /// <summary>The latency with a path.</summary>
    public LatencyFigures LatencyAt(string path)
    {
        var found = Find(path) as JsonObject;
        return new((long)At("n"), At("sum"), At("p50"), At("p90"), At("p99"), At("max"))
        {
            UpTo = found?["up_to"] is JsonArray counts ? [.. counts.Select(count => (long)ToDouble(count))] : [],
        };

        double At(string field) => ToDouble(found?[field]);
    }

    private static (JsonObject Parent, string Field) Place(JsonObject figures, string path)
    {
        if (path.Split('/') is not [var name, var field]) return (figures, path);

        if (figures[name] is not JsonObject parent) figures[name] = parent = [];
        return (parent, field);
    }

    private static double ToDouble(JsonNode? node) =>
        node is not JsonValue value ? 0
        : value.TryGetValue<long>(out var whole) ? whole
        : value.TryGetValue<double>(out var number) ? number
        : 0;

    private static JsonValue Number(double value) =>
        value == Math.Truncate(value) ? JsonValue.Create((long)value) : JsonValue.Create(value);

    private static JsonObject Latency(LatencyFigures figures) => new()
    {
        ["n"] = figures.N,
        ["sum"] = Number(figures.Sum),
        ["p50"] = Number(figures.P50),
        ["p90"] = Number(figures.P90),
        ["p99"] = Number(figures.P99),
        ["max"] = Number(figures.Max),
        ["up_to"] = new JsonArray([.. figures.UpTo.Select(count => JsonValue.Create(count))]),
    };

    private JsonNode? Find(string path)
    {
        JsonNode? found = Figures;
        foreach (var name in path.Split('/')) found = (found as JsonObject)?[name];
        return found;
    }
}
