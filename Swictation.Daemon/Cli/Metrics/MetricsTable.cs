using System.Text;
using Swictation.Daemon.Host.Metrics;

namespace Swictation.Daemon.Cli.Metrics;

/// <summary>The figures for people: groups of names and numbers, the numbers one below the other.</summary>
internal static class MetricsTable
{
    private const int NameWidth = 26;
    private const int NumberWidth = 16;
    private const int LatencyWidth = 13;

    public static string Of(MetricValues values)
    {
        var table = new StringBuilder();
        var numbers = DaemonMetrics.All.OfType<NumberMetric>().Where(metric => metric.Path != DaemonMetrics.UptimePath);
        foreach (var group in numbers.GroupBy(metric => metric.Group))
        {
            Group(group.Key);
            foreach (var metric in group) Row(metric.Row, values.Of(metric));
        }

        Group("Latency");
        Latencies("", "count", "p50", "p90", "p99", "max");
        foreach (var metric in DaemonMetrics.All.OfType<LatencyMetric>()) Figures(metric.Row, values.Of(metric));

        table.Append('\n').Append(Name("up")).Append(Up(values.NumberAt(DaemonMetrics.UptimePath))).Append('\n');
        return table.ToString();

        void Group(string title) => table.Append(table.Length == 0 ? "" : "\n").Append(title).Append('\n');

        void Row(string name, double number) =>
            table.Append(Name(name)).Append($"{number:N0}".PadLeft(NumberWidth)).Append('\n');

        void Figures(string name, LatencyFigures latency) => Latencies(
            name, $"{latency.N:N0}", In(latency.P50), In(latency.P90), In(latency.P99), In(latency.Max));

        void Latencies(string name, string count, params string[] latencies)
        {
            table.Append(Name(name)).Append(count.PadLeft(NumberWidth));
            foreach (var latency in latencies) table.Append(latency.PadLeft(LatencyWidth));
            table.Append('\n');
        }
    }

    private static string Name(string name) => $"  {name}".PadRight(NameWidth);

    private static string In(double microseconds) => microseconds switch
    {
        < 1_000 => $"{microseconds:N1} µs",
        < 1_000_000 => $"{microseconds / 1_000:N1} ms",
        _ => $"{microseconds / 1_000_000:N1} s ",
    };

    private static string Up(double seconds)
    {
        var up = TimeSpan.FromSeconds(Math.Floor(seconds));
        var text = up switch
        {
            { TotalMinutes: < 1 } => $"{up.Seconds} s",
            { TotalHours: < 1 } => $"{up:m\\:ss} min",
            { Days: 0 } => $"{up:h\\:mm\\:ss} h",
            _ => $"{up.Days} d {up:h\\:mm\\:ss} h",
        };
        return text.PadLeft(NumberWidth);
    }
}
