using System.Diagnostics.Metrics;
using Swictation.Daemon.Platform;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Plumbing.Metrics;
using Swictation.Sockets.Metrics;
using Swictation.Storage;

namespace Swictation.Daemon.Host.Metrics;

/// <summary>
/// The meter <c>Swictation</c> of System.Diagnostics.Metrics, for tools that attach to the process. Counters are read
/// when a tool asks, so that counting costs the daemon no more than an addition; latencies are passed on as they occur.
/// </summary>
internal sealed class BroadcasterMeter : IDisposable
{
    public const string Name = "Swictation";

    private readonly Meter _meter = new(Name, ProductVersion.Current);

    public BroadcasterMeter(SqliteEventLog log, FeedMetrics feed, CaptureMetrics capture, StageMetrics stages)
    {
        Count("swictation.log.events.committed", "{event}", () => log.Metrics.EventsCommitted);
        CountByKind("swictation.log.errors", "{error}", "kind", log.Metrics.Errors);
        Gauge("swictation.log.read_models.lag", "{event}", () => log.ReadModelLag);
        log.Metrics.CommitLatency.Instrument = Latency("swictation.log.commit.duration");

        _meter.CreateObservableCounter(
            "swictation.feed.events.sent",
            () => new Measurement<long>[]
            {
                new(feed.EventsSentFromMemory, Tag("source", "memory")),
                new(feed.EventsSentFromStorage, Tag("source", "sqlite")),
            },
            "{event}");
        Count("swictation.feed.bytes.sent", "By", () => feed.BytesSent);
        Gauge("swictation.feed.clients", "{client}", () => feed.Clients);
        Count("swictation.feed.clients.seen", "{client}", () => feed.ClientsSeen);
        Count("swictation.feed.connects", "{client}", () => feed.Connects);
        CountByKind("swictation.feed.disconnects", "{client}", "reason", feed.Disconnects);
        CountByKind("swictation.feed.errors", "{error}", "kind", feed.Errors);
        Gauge("swictation.feed.lag", "{event}", () => feed.SlowestLag);
        CountByKind("swictation.microphone.faults", "{fault}", "kind", capture.Faults);
        Count("swictation.microphone.lost", "ms", () => capture.LostMs);
        Count("swictation.microphone.corrected", "{sample}", () => capture.Corrected);
        feed.CommitToSocket.Instrument = Latency("swictation.feed.commit_to_socket.duration");
        Count("swictation.recognition.failures", "{segment}", () => stages.Failures);
        stages.Capture.Instrument = Latency("swictation.segment.capture.duration");
        stages.Wait.Instrument = Latency("swictation.segment.wait.duration");
        stages.Recognition.Instrument = Latency("swictation.segment.recognition.duration");
        stages.Commit.Instrument = Latency("swictation.segment.commit.duration");
    }

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private void Count(string name, string unit, Func<long> read) => _meter.CreateObservableCounter(name, read, unit);

    private void Gauge(string name, string unit, Func<long> read) => _meter.CreateObservableGauge(name, read, unit);

    private void CountByKind<TKind>(string name, string unit, string tag, CounterSet<TKind> counts)
        where TKind : struct, Enum
    {
        var tagged = CounterSet<TKind>.Kinds.Select(kind => (kind, Tag: Tag(tag, kind.ToString().ToLowerInvariant())));
        var kinds = tagged.ToArray();
        _meter.CreateObservableCounter(
            name, () => kinds.Select(each => new Measurement<long>(counts[each.kind], each.Tag)), unit);
    }

    private Histogram<double> Latency(string name) => _meter.CreateHistogram<double>(name, "s");
}
