using System.Globalization;
using System.Text;
using Swictation.Sockets.Metrics;

namespace Swictation.Daemon.Cli.Metrics;

/// <summary>
/// The figures in the text format 0.0.4 that Prometheus reads, for the textfile collector of its node exporter.
/// </summary>
internal static class PrometheusText
{
    public static string Of(BroadcasterMetrics metrics)
    {
        var text = new StringBuilder();
        Gauge("uptime_seconds", "Seconds since the daemon started.", (decimal)metrics.UptimeS);
        Counter("events_committed_total", "Events committed to the log.", metrics.Committed);
        Counters(
            "events_sent_total",
            "Events sent, each once for each client, by where they were read.",
            "source",
            [("memory", metrics.SentMemory), ("sqlite", metrics.SentSqlite)]);
        Counter("bytes_sent_total", "Bytes written to the sockets of clients.", metrics.Bytes);
        Gauge("clients", "Clients that are connected now.", metrics.Clients);
        Counter("clients_seen_total", "Clients that ever connected, refused ones included.", metrics.Seen);
        Counter("connects_total", "Clients that were accepted.", metrics.Connects);
        Counters(
            "disconnects_total",
            "Clients that are not connected any more, by reason.",
            "reason",
            metrics.Disconnects.ByName());
        Gauge("slowest_client_lag_events", "Events between the slowest client and the head.", metrics.Lag);
        Gauge("read_model_lag_events", "Events between the read models and the head.", metrics.ModelLag);
        Counters("errors_total", "Errors, by kind.", "kind", metrics.Errors.ByName());
        Counters(
            "microphone_faults_total", "Faults of the microphone, by kind.", "kind", metrics.Mic.FaultsByName());
        Counter("microphone_lost_milliseconds_total", "Sound lost by these faults.", metrics.Mic.LostMs);
        Counter("microphone_corrected_samples_total", "Samples changed to keep time.", metrics.Mic.Corrected);
        Summary("commit_seconds", "Duration of a transaction that appends events.", metrics.CommitUs);
        Summary(
            "commit_to_socket_seconds",
            "From a commit until a client that was up to date had it in its socket.",
            metrics.SocketUs);
        foreach (var (stage, latency) in metrics.StagesUs.ByName())
        {
            Summary($"segment_{stage}_seconds", Stage(stage), latency);
        }

        return text.ToString();

        void Counter(string name, string help, long value)
        {
            Describe(name, help, "counter");
            Sample(name, value);
        }

        void Counters(string name, string help, string label, IEnumerable<(string Name, long Count)> counts)
        {
            Describe(name, help, "counter");
            foreach (var (kind, count) in counts) Sample($$"""{{name}}{{{label}}="{{kind}}"}""", count);
        }

        void Gauge(string name, string help, decimal value)
        {
            Describe(name, help, "gauge");
            Sample(name, value);
        }

        // The maximum is its own gauge: a summary's quantile 1 would be taken for an estimate.
        void Summary(string name, string help, LatencyFigures latency)
        {
            Describe(name, help, "summary");
            Sample($$"""{{name}}{quantile="0.5"}""", Seconds(latency.P50));
            Sample($$"""{{name}}{quantile="0.9"}""", Seconds(latency.P90));
            Sample($$"""{{name}}{quantile="0.99"}""", Seconds(latency.P99));
            Sample($"{name}_sum", Seconds(latency.Sum));
            Sample($"{name}_count", latency.N);
            Gauge(
                name.Replace("_seconds", "_max_seconds", StringComparison.Ordinal),
                $"{help} The longest.",
                Seconds(latency.Max));
        }

        void Describe(string name, string help, string type) =>
            text.Append(CultureInfo.InvariantCulture, $"# HELP swictation_{name} {help}\n")
                .Append(CultureInfo.InvariantCulture, $"# TYPE swictation_{name} {type}\n");

        void Sample(string name, decimal value) =>
            text.Append(CultureInfo.InvariantCulture, $"swictation_{name} {value}\n");
    }

    private static string Stage(string name) => name switch
    {
        "capture" => "From the end of the speech until the segment was known to be over and was cut.",
        "wait" => "From the cut of a segment until the recogniser began with it.",
        "recognition" => "From the recogniser's beginning with a segment until it was done.",
        "commit" => "From the recogniser's result until the text was committed.",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "A stage that is not described."),
    };

    // Exact decimals: a tenth of a microsecond is all that there is.
    private static decimal Seconds(double microseconds) => (decimal)microseconds / 1_000_000;
}
