using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Sessions.LastWord;

internal static partial class LastWordLog
{
    [LoggerMessage(1630, LogLevel.Warning, "The last command cannot be kept in {Place}")]
    public static partial void NotKept(ILogger logger, IWordPlace place);

    [LoggerMessage(1631, LogLevel.Warning,
        "Nothing is recorded by itself: {Reason}; 'swictation-daemon start' starts recording")]
    public static partial void StaysClosed(ILogger logger, string reason);
}
