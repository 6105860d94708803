using Swictation.Plumbing.Text;

namespace Swictation.Daemon.Host.Metrics;

/// <summary>The main figures in one line, for the log.</summary>
internal static class MetricsLine
{
    public static string Of(MetricValues values)
    {
        var (commit, socket) = (values.LatencyAt("commit_us"), values.LatencyAt("socket_us"));
        return string.Join(
            ", ",
            $"{Counted.Of((long)values.NumberAt("committed"), "event")} committed (p50 {commit.P50} µs, p99 {commit.P99} µs)",
            $"{values.NumberAt("sent")} sent (p50 {socket.P50} µs, p99 {socket.P99} µs)",
            $"{values.NumberAt("sent_sqlite")} of them from SQLite",
            Counted.Of((long)values.NumberAt("bytes"), "byte"),
            $"{values.NumberAt(DaemonMetrics.ClientsPath)} of {values.NumberAt("seen")} clients connected",
            $"slowest client {values.NumberAt("lag")} behind",
            $"read models {values.NumberAt("model_lag")} behind",
            $"errors: {Some(DaemonMetrics.Errors, values)}",
            $"microphone: {Some(DaemonMetrics.Microphone, values)}");
    }

    private static string Some(string group, MetricValues values)
    {
        var some = DaemonMetrics.All.OfType<NumberMetric>()
            .Where(metric => metric.Group == group && metric is { Tag: not null, IsGauge: false } && values.Of(metric) > 0)
            .Select(metric => $"{metric.Row} {values.Of(metric)}");
        return string.Join(", ", some) is { Length: > 0 } text ? text : "none";
    }
}
