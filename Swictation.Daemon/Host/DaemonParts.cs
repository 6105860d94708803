using Swictation.Daemon.Host.Metrics;
using Swictation.Daemon.Sessions.Input;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Sockets.Feed;
using Swictation.Storage;

namespace Swictation.Daemon.Host;

/// <summary>The parts along the arrow source, recorder, event log, feed, once they are there. Owns none of them.</summary>
internal sealed record DaemonParts(
    DaemonContext Context,
    SqliteEventLog Log,
    SessionRecorder Recorder,
    IInput Input,
    MetricSources Metrics,
    DiskWatch Disk,
    FeedServer Feed);
