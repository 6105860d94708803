using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Unsaved;

internal static partial class UnsavedLog
{
    [LoggerMessage(1620, LogLevel.Warning,
        "{Count} events that the last daemon could not store are in the log now; {Path} is not needed any more")]
    public static partial void Stored(ILogger logger, int count, string path);

    [LoggerMessage(1621, LogLevel.Warning,
        "{Path} has {Count} events of another log, or the log has gone on without them; it stays where it is")]
    public static partial void BelongsElsewhere(ILogger logger, string path, int count);

    [LoggerMessage(1622, LogLevel.Warning, "{Path} should have events that could not be stored: {Reason}")]
    public static partial void NotReadable(ILogger logger, string path, string reason);
}
