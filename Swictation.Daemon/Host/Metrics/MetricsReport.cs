using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Host.Metrics;

/// <summary>Logs the broadcaster's metrics every five minutes, and once more when it is disposed of.</summary>
internal sealed class MetricsReport : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly Func<MetricValues> _collect;
    private readonly ILogger _logger;
    private readonly ITimer _timer;

    public MetricsReport(Func<MetricValues> collect, TimeProvider time, ILogger logger)
    {
        _collect = collect;
        _logger = logger;
        _timer = time.CreateTimer(_ => Write(), null, Interval, Interval);
    }

    public void Dispose()
    {
        _timer.Dispose();
        Write();
    }

    private void Write() => MetricsLog.Figures(_logger, MetricsLine.Of(_collect()));
}
