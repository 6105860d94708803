using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Speech.Audio.Live;
using Swictation.Domain.Audio;
using Swictation.Sockets.Metrics;
using Swictation.Storage;
using Swictation.Storage.Observing;
using Swictation.Storage.Usage;

namespace Swictation.Daemon.Host.Metrics;

/// <summary>The sources of the daemon's metrics. Any thread may read.</summary>
internal sealed class MetricSources(
    SqliteEventLog log,
    FeedMetrics feed,
    CaptureMetrics capture,
    StageMetrics stages,
    Func<MicrophoneState?> microphone,
    Func<DiskForecast?> disk,
    TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();

    public double UptimeS => Math.Round(time.GetElapsedTime(_startedAt).TotalSeconds, 1);

    public LogMetrics Log => log.Metrics;

    public long ReadModelLag => log.ReadModelLag;

    /// <inheritdoc cref="SqliteEventLog.Holder"/>
    public bool IsHeldByReader => log.Holder is not null;

    public FeedMetrics Feed => feed;

    public CaptureMetrics Capture => capture;

    public StageMetrics Stages => stages;

    /// <summary>Zeros until it is known.</summary>
    public DiskForecast Disk => disk() ?? default;

    /// <summary>Null where the source is none.</summary>
    public MicrophoneState? Microphone => microphone();
}
