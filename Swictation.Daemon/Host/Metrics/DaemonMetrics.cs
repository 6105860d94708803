using System.Collections.Immutable;
using Swictation.Domain.Audio;
using Swictation.Plumbing.Metrics;

namespace Swictation.Daemon.Host.Metrics;

/// <summary>All metrics of the daemon, in the order of the reply. docs/operations.md explains each.</summary>
internal static class DaemonMetrics
{
    public const string UptimePath = "uptime_s";
    public const string ClientsPath = "clients";
    public const string Events = "Events";
    public const string Errors = "Errors";
    public const string Microphone = "Microphone";

    private const string Clients = "Clients";

    public static readonly ImmutableArray<Metric> All =
    [
        new NumberMetric(UptimePath, "", "up", "Seconds since the daemon started.", from => from.UptimeS)
        {
            Prometheus = "uptime_seconds",
            IsGauge = true,
        },
        new NumberMetric(
            "committed", Events, "committed", "Events committed to the log.", from => from.Log.EventsCommitted)
        {
            Prometheus = "events_committed_total",
            Instrument = "log.events.committed",
            Unit = "{event}",
        },
        new NumberMetric(
            "sent",
            Events,
            "sent",
            "Events sent, each once for each client.",
            from => from.Feed.EventsSentFromMemory + from.Feed.EventsSentFromStorage),
        Sent("memory", "  from memory", from => from.Feed.EventsSentFromMemory),
        Sent("sqlite", "  from SQLite", from => from.Feed.EventsSentFromStorage),
        new NumberMetric(
            "bytes", Events, "bytes sent", "Bytes written to the sockets of clients.", from => from.Feed.BytesSent)
        {
            Prometheus = "sent_bytes_total",
            Instrument = "feed.bytes.sent",
            Unit = "By",
        },
        new NumberMetric(
            ClientsPath, Clients, "connected", "Clients that are connected now.", from => from.Feed.Clients)
        {
            Prometheus = "clients",
            Instrument = "feed.clients",
            Unit = "{client}",
            IsGauge = true,
        },
        new NumberMetric(
            "seen",
            Clients,
            "ever seen",
            "Clients that ever connected, refused ones included.",
            from => from.Feed.ClientsSeen)
        {
            Prometheus = "clients_seen_total",
            Instrument = "feed.clients.seen",
            Unit = "{client}",
        },
        new NumberMetric("connects", Clients, "connects", "Clients that were accepted.", from => from.Feed.Connects)
        {
            Prometheus = "connects_total",
            Instrument = "feed.connects",
            Unit = "{client}",
        },
        .. Each(
            new("disconnects", Clients, "disconnects, ", "Clients that are not connected any more, by reason.", _ => 0)
            {
                Prometheus = "disconnects_total",
                Instrument = "feed.disconnects",
                Unit = "{client}",
                Tag = ("reason", ""),
            },
            from => from.Feed.Disconnects),
        new NumberMetric(
            "lag",
            Events,
            "slowest client behind",
            "Events between the slowest client and the head.",
            from => from.Feed.SlowestLag)
        {
            Prometheus = "slowest_client_lag_events",
            Instrument = "feed.lag",
            Unit = "{event}",
            IsGauge = true,
        },
        new NumberMetric(
            "model_lag",
            Events,
            "read models behind",
            "Events between the read models and the head.",
            from => from.ReadModelLag)
        {
            Prometheus = "read_model_lag_events",
            Instrument = "log.read_models.lag",
            Unit = "{event}",
            IsGauge = true,
        },
        new NumberMetric(
            "held",
            Events,
            "held by a reader",
            "1 while another program keeps the write-ahead log from shrinking, 0 otherwise.",
            from => from.IsHeldByReader ? 1 : 0)
        {
            Prometheus = "write_ahead_log_held",
            Instrument = "log.write_ahead_log.held",
            IsGauge = true,
        },
        new LatencyMetric(
            "commit_us",
            "commit",
            "Duration of a transaction that appends events.",
            LatencyBounds.OfSteps,
            from => from.Log.CommitLatency)
        {
            Prometheus = "commit_seconds",
            Instrument = "log.commit.duration",
        },
        new LatencyMetric(
            "socket_us",
            "commit to socket",
            "From a commit until a client that was up to date had it in its socket.",
            LatencyBounds.OfSteps,
            from => from.Feed.CommitToSocket)
        {
            Prometheus = "commit_to_socket_seconds",
            Instrument = "feed.commit_to_socket.duration",
        },
        Stage(
            "capture",
            "From the end of the speech until the segment was known to be over and was cut.",
            LatencyBounds.OfSpeech,
            from => from.Stages.Capture),
        Stage(
            "wait",
            "From the cut of a segment until the recogniser began with it.",
            LatencyBounds.OfSpeech,
            from => from.Stages.Wait),
        Stage(
            "recognition",
            "From the recogniser's beginning with a segment until it was done.",
            LatencyBounds.OfSpeech,
            from => from.Stages.Recognition),
        Stage(
            "commit",
            "From the recogniser's result until the text was committed.",
            LatencyBounds.OfSteps,
            from => from.Stages.Commit),
        .. Each(Error("log.errors"), from => from.Log.Errors),
        .. Each(Error("feed.errors"), from => from.Feed.Errors),
        Error("recognition.failures") with
        {
            Path = "errors/recognition",
            Row = "recognition",
            Read = from => from.Stages.Failures,
            Unit = "{segment}",
            Tag = ("kind", "recognition"),
        },
        Withheld("nobody_speaks", "nobody speaks", from => from.Stages.NobodySpeaks),
        Withheld("no_speech_text", "text of no speech", from => from.Stages.NoSpeechTexts),
        Disk("left", "left", "Bytes that the disk of the log has left.", from => from.Disk.Left),
        Disk("last_day", "taken in the last day", "Bytes that the log and its audio took in the last day.", from => from.Disk.LastDay),
        .. Each(
            new("mic", Microphone, "", "Faults of the microphone, by kind.", _ => 0)
            {
                Prometheus = "microphone_faults_total",
                Instrument = "microphone.faults",
                Unit = "{fault}",
                Tag = ("kind", ""),
            },
            from => from.Capture.Faults),
        new NumberMetric(
            "mic/lost_ms", Microphone, "ms of sound lost", "Sound lost by these faults.", from => from.Capture.LostMs)
        {
            Prometheus = "microphone_lost_seconds_total",
            PrometheusDivisor = 1_000,
            Instrument = "microphone.lost",
            Unit = "ms",
        },
        new NumberMetric(
            "mic/corrected",
            Microphone,
            "samples corrected",
            "Samples changed to keep time.",
            from => from.Capture.Corrected)
        {
            Prometheus = "microphone_corrected_samples_total",
            Instrument = "microphone.corrected",
            Unit = "{sample}",
        },
        .. Enum.GetValues<MicrophoneState>().Select(State),
    ];

    private static NumberMetric State(MicrophoneState state) => new(
        $"microphone/{MicrophoneName.Of(state)}",
        Microphone,
        MicrophoneName.Of(state),
        "1 for the state that the microphone is in, 0 for the others.",
        from => from.Microphone == state ? 1 : 0)
    {
        Prometheus = "microphone_state",
        Instrument = "microphone.state",
        IsGauge = true,
        Tag = ("state", MicrophoneName.Of(state)),
    };

    private static NumberMetric Sent(string source, string row, Func<MetricSources, double> read) =>
        new($"sent_{source}", Events, row, "Events sent, each once for each client, by where they were read.", read)
        {
            Prometheus = "events_sent_total",
            Instrument = "feed.events.sent",
            Unit = "{event}",
            Tag = ("source", source),
        };

    private static NumberMetric Withheld(string reason, string row, Func<MetricSources, double> read) =>
        new($"withheld/{reason}", "Withheld", row, "Segments that became no text because nobody speaks in them, by reason.", read)
        {
            Prometheus = "segments_withheld_total",
            Instrument = "segments.withheld",
            Unit = "{segment}",
            Tag = ("reason", reason),
        };

    private static NumberMetric Disk(string name, string row, string help, Func<MetricSources, double> read) =>
        new($"disk/{name}", "Disk, bytes", row, help, read)
        {
            Prometheus = $"disk_{name}_bytes",
            Instrument = $"log.disk.{name}",
            Unit = "By",
            IsGauge = true,
        };

    private static NumberMetric Error(string instrument) => new("errors", Errors, "", "Errors, by kind.", _ => 0)
    {
        Prometheus = "errors_total",
        Instrument = instrument,
        Unit = "{error}",
        Tag = ("kind", ""),
    };

    private static LatencyMetric Stage(
        string name, string help, ImmutableArray<TimeSpan> bounds, Func<MetricSources, LatencyHistogram> read) =>
        new($"stages_us/{name}", $"segment, {name}", help, bounds, read)
        {
            Prometheus = $"segment_{name}_seconds",
            Instrument = $"segment.{name}.duration",
        };

    // One for each kind, by its name.
    private static IEnumerable<NumberMetric> Each<TKind>(
        NumberMetric all, Func<MetricSources, CounterSet<TKind>> read)
        where TKind : struct, Enum =>
        CounterSet<TKind>.Kinds.Select(kind => (kind, Name: kind.ToString().ToLowerInvariant())).Select(each =>
            all with
            {
                Path = $"{all.Path}/{each.Name}",
                Row = all.Row + each.Name,
                Read = from => read(from)[each.kind],
                Tag = (all.Tag!.Value.Name, each.Name),
            });
}
