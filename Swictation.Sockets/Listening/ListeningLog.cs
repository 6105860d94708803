using Microsoft.Extensions.Logging;

namespace Swictation.Sockets.Listening;

internal static partial class ListeningLog
{
    [LoggerMessage(3200, LogLevel.Warning, "The socket file {Path} was gone and has been made again")]
    public static partial void Restored(ILogger logger, string path);

    [LoggerMessage(3201, LogLevel.Error, "The socket file is gone and cannot be made again: {Reason}")]
    public static partial void NotRestored(ILogger logger, string reason);
}
