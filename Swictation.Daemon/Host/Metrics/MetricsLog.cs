using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Host.Metrics;

internal static partial class MetricsLog
{
    [LoggerMessage(1300, LogLevel.Information, "Metrics: {Figures}")]
    public static partial void Figures(ILogger logger, string figures);
}
