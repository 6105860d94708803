using Swictation.Plumbing.Text;
using Swictation.Sockets.Metrics;

namespace Swictation.Daemon.Host.Metrics;

/// <summary>The main figures in one line, for the log.</summary>
internal static class MetricsLine
{
    public static string Of(BroadcasterMetrics metrics) => string.Join(
        ", ",
        $"{Counted.Of(metrics.Committed, "event")} committed "
            + $"(p50 {metrics.CommitUs.P50} µs, p99 {metrics.CommitUs.P99} µs)",
        $"{metrics.Sent} sent (p50 {metrics.SocketUs.P50} µs, p99 {metrics.SocketUs.P99} µs)",
        $"{metrics.SentSqlite} of them from SQLite",
        Counted.Of(metrics.Bytes, "byte"),
        $"{metrics.Clients} of {metrics.Seen} clients connected",
        $"slowest client {metrics.Lag} behind",
        $"read models {metrics.ModelLag} behind",
        $"errors: {Some(metrics.Errors.ByName())}",
        $"microphone: {Some(metrics.Mic.FaultsByName())}");

    private static string Some(IEnumerable<(string Name, long Count)> counts)
    {
        var some = counts.Where(each => each.Count > 0).Select(each => $"{each.Name} {each.Count}");
        return string.Join(", ", some) is { Length: > 0 } text ? text : "none";
    }
}
