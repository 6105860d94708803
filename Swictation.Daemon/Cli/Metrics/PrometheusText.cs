using System.Globalization;
using System.Text;
using Swictation.Daemon.Host.Metrics;

namespace Swictation.Daemon.Cli.Metrics;

/// <summary>
/// The figures in the text format 0.0.4 that Prometheus reads, for the textfile collector of its node exporter.
/// </summary>
internal static class PrometheusText
{
    public static string Of(MetricValues values)
    {
        var text = new StringBuilder();
        var numbers = DaemonMetrics.All.OfType<NumberMetric>().Where(metric => metric.Prometheus is not null);
        foreach (var metrics in numbers.GroupBy(metric => metric.Prometheus!))
        {
            var first = metrics.First();
            Describe(metrics.Key, first.Help, first.IsGauge ? "gauge" : "counter");
            foreach (var metric in metrics)
            {
                var tag = metric.Tag is { } set ? $$"""{{{set.Name}}="{{set.Value}}"}""" : "";
                Sample(metrics.Key + tag, (decimal)values.Of(metric) / metric.PrometheusDivisor);
            }
        }

        foreach (var metric in DaemonMetrics.All.OfType<LatencyMetric>()) Histogram(metric, values.Of(metric));

        return text.ToString();

        // The maximum is a gauge of its own: the bounds do not say it.
        void Histogram(LatencyMetric metric, LatencyFigures latency)
        {
            var name = metric.Prometheus!;
            Describe(name, metric.Help, "histogram");
            // A daemon of another version may have other bounds, or none: then only the sum and the count are known.
            if (latency.UpTo.Length == metric.Bounds.Length)
            {
                foreach (var (bound, count) in metric.Bounds.Zip(latency.UpTo))
                    Sample($$"""{{name}}_bucket{le="{{Seconds(bound.TotalMicroseconds)}}"}""", count);
            }

            Sample($$"""{{name}}_bucket{le="+Inf"}""", latency.N);
            Sample($"{name}_sum", Seconds(latency.Sum));
            Sample($"{name}_count", latency.N);
            var longest = name.Replace("_seconds", "_max_seconds", StringComparison.Ordinal);
            Describe(longest, $"{metric.Help} The longest.", "gauge");
            Sample(longest, Seconds(latency.Max));
        }

        void Describe(string name, string help, string type) =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP swictation_{name} {help}\n")
                .Append(CultureInfo.InvariantCulture, $"# TYPE swictation_{name} {type}\n");

        void Sample(string name, decimal value) =>
            text.Append(CultureInfo.InvariantCulture, $"swictation_{name} {value}\n");
    }

    // Exact decimals: a tenth of a microsecond is all that there is.
    private static decimal Seconds(double microseconds) => (decimal)microseconds / 1_000_000;
}
