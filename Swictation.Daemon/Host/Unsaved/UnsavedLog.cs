using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Host.Unsaved;

internal static partial class UnsavedLog
{
    [LoggerMessage(1620, LogLevel.Warning,
        "The events that the last daemon could not store are in the log now ({Events}); {Path} is not needed any more")]
    public static partial void Stored(ILogger logger, string events, string path);

    [LoggerMessage(1621, LogLevel.Warning,
        "{Path} ({Events}) belongs to another log, or the log has gone on without it; it stays where it is")]
    public static partial void BelongsElsewhere(ILogger logger, string path, string events);

    [LoggerMessage(1622, LogLevel.Warning, "{Path} should have events that could not be stored: {Reason}")]
    public static partial void NotReadable(ILogger logger, string path, string reason);

    [LoggerMessage(1624, LogLevel.Warning, "{Path} belongs to user {Owner} and is left alone")]
    public static partial void IsOthers(ILogger logger, string path, uint owner);

    [LoggerMessage(1623, LogLevel.Information,
        "No room is kept beside {Path} for events that cannot be stored: less than 32 MiB are free")]
    public static partial void NoReserve(ILogger logger, string path);
}
