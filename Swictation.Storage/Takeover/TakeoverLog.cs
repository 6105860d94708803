using Microsoft.Extensions.Logging;

namespace Swictation.Storage.Takeover;

internal static partial class TakeoverLog
{
    [LoggerMessage(2039, LogLevel.Information,
        "{Path} is the database of the original Swictation; read from it: {Sessions} sessions, {Segments} segments")]
    public static partial void Imported(this ILogger logger, string path, long sessions, long segments);

    [LoggerMessage(2080, LogLevel.Information, "A backup was restored as {Path}; the log that was there until then is {Target}")]
    public static partial void Restored(this ILogger logger, string path, string target);

    [LoggerMessage(2040, LogLevel.Information,
        "{Path} is taken over: its sessions are in the event log that is there now, and it is kept unchanged as {Target}")]
    public static partial void TakenOver(this ILogger logger, string path, string target);
}
