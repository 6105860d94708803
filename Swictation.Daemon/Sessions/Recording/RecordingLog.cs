using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Sessions.Recording;

internal static partial class RecordingLog
{
    [LoggerMessage(1600, LogLevel.Error,
        "{Path} cannot be written: {Reason}. Recording goes on in memory; it is tried again every second")]
    public static partial void LogFailed(ILogger logger, string path, string reason);

    [LoggerMessage(1601, LogLevel.Warning, "{Path} can be written again: the events that waited are stored ({Events})")]
    public static partial void LogRestored(ILogger logger, string path, string events);
}
