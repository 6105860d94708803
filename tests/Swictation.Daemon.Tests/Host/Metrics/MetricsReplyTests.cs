using System.Text.Json.Nodes;
using Swictation.Daemon.Host.Metrics;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Host.Metrics;

public sealed class MetricsReplyTests
{
    // A thousand events a second for thirty years, to a thousand clients.
    private const long Events = 1_000_000_000_000_000;
    private const long Clients = 1_000_000_000;

    // A thousand segments a second for thirty years, of 30 hours each.
    private static readonly string Latency =
        """{"n":1000000000000000,"sum":10000000000000000.5,"p50":110000000000.5,"p90":110000000000.5,"p99":110000000000.5,"max":110000000000.5,"up_to":[BOUNDS]}""";

    private static readonly MetricsReply Largest = new()
    {
        Message = "Metrics",
        RequestId = new string('r', CommandRequestReader.MaxRequestIdLength),
        Metrics = LargestFigures(),
    };

    [Fact]
    public void The_largest_reply_is_no_longer_than_documented()
    {
        var line = CommandReplyLine.Write(Largest);

        Assert.InRange(line.Length, 1, CommandReplyLine.MaxBytesWithMetrics);
    }

    [Fact]
    public void Nothing_is_lost_between_writing_and_reading()
    {
        var read = new MetricValues(Assert.IsType<MetricsReply>(CommandReplyLine.Read(CommandReplyLine.Write(Largest))).Metrics);

        foreach (var metric in DaemonMetrics.All.OfType<NumberMetric>())
            Assert.Equal(LargestOf(metric), read.Of(metric));
        foreach (var metric in DaemonMetrics.All.OfType<LatencyMetric>())
        {
            var latency = read.Of(metric);
            Assert.Equal(
                new(Events, 1e16, 110_000_000_000.5, 110_000_000_000.5, 110_000_000_000.5, 110_000_000_000.5),
                latency with { UpTo = [] });
            Assert.Equal(UpTo(metric), latency.UpTo);
        }
    }

    [Fact]
    public void Figures_that_an_older_daemon_does_not_have_are_zero()
    {
        var read = new MetricValues(JsonNode.Parse("""{"committed":5}""")!.AsObject());

        Assert.Equal((5, 0, 0), (read.NumberAt("committed"), read.NumberAt("errors/append"), read.LatencyAt("commit_us").N));
    }

    private static IEnumerable<long> UpTo(LatencyMetric metric) => metric.Bounds.Select(_ => Events);

    private static double LargestOf(NumberMetric metric) =>
        metric.Path == DaemonMetrics.UptimePath ? 999_999_999.9
        : metric.Path.Contains('/', StringComparison.Ordinal) ? Clients
        : Events;

    private static JsonObject LargestFigures()
    {
        var figures = new JsonObject();
        foreach (var metric in DaemonMetrics.All)
        {
            var value = metric is NumberMetric number
                ? JsonNode.Parse(LargestOf(number).ToString("0.#", null))
                : JsonNode.Parse(Latency.Replace("BOUNDS", string.Join(',', UpTo((LatencyMetric)metric)), StringComparison.Ordinal));
            if (metric.Path.Split('/') is not [var parent, var field])
            {
                figures[metric.Path] = value;
                continue;
            }

            if (figures[parent] is not JsonObject inner) figures[parent] = inner = [];
            inner[field] = value;
        }

        return figures;
    }
}
