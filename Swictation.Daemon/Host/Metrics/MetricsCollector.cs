using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Sockets.Metrics;
using Swictation.Storage;
using Swictation.Storage.Observing;

namespace Swictation.Daemon.Host.Metrics;

/// <summary>Collects the counters of the microphone, the recorder, the event log and the feed.</summary>
internal sealed class MetricsCollector(
    SqliteEventLog log, FeedMetrics feed, CaptureMetrics capture, StageMetrics stages, TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();

    /// <summary>The figures at this moment.</summary>
    public BroadcasterMetrics Collect()
    {
        var fromMemory = feed.EventsSentFromMemory;
        var fromStorage = feed.EventsSentFromStorage;
        return new()
        {
            UptimeS = Math.Round(time.GetElapsedTime(_startedAt).TotalSeconds, 1),
            Committed = log.Metrics.EventsCommitted,
            Sent = fromMemory + fromStorage,
            SentMemory = fromMemory,
            SentSqlite = fromStorage,
            Bytes = feed.BytesSent,
            Clients = feed.Clients,
            Seen = feed.ClientsSeen,
            Connects = feed.Connects,
            Disconnects = DisconnectFigures.Of(feed.Disconnects),
            Lag = feed.SlowestLag,
            ModelLag = log.ReadModelLag,
            CommitUs = LatencyFigures.Of(log.Metrics.CommitLatency.Summarise()),
            SocketUs = LatencyFigures.Of(feed.CommitToSocket.Summarise()),
            StagesUs = new(
                LatencyFigures.Of(stages.Capture.Summarise()),
                LatencyFigures.Of(stages.Wait.Summarise()),
                LatencyFigures.Of(stages.Recognition.Summarise()),
                LatencyFigures.Of(stages.Commit.Summarise())),
            Errors = new(
                log.Metrics.Errors[LogErrorKind.Append],
                log.Metrics.Errors[LogErrorKind.Projection],
                log.Metrics.Errors[LogErrorKind.Checkpoint],
                log.Metrics.Errors[LogErrorKind.Damage],
                feed.Errors[FeedErrorKind.Accept],
                feed.Errors[FeedErrorKind.Send],
                feed.Errors[FeedErrorKind.Limit],
                feed.Errors[FeedErrorKind.Request],
                feed.Errors[FeedErrorKind.Peer],
                feed.Errors[FeedErrorKind.Internal],
                stages.Failures),
            Mic = new(
                capture.Faults[MicrophoneFault.Overruns],
                capture.Faults[MicrophoneFault.Suspends],
                capture.Faults[MicrophoneFault.Outages],
                capture.LostMs,
                capture.Corrected),
        };
    }
}
