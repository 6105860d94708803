using Microsoft.Extensions.Logging;
using Swictation.Storage.Opening;

namespace Swictation.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(
        2000, LogLevel.Information, "Event log {Path} opened: log {LogId}, head {Head}, durability {Durability}")]
    public static partial void LogOpened(
        this ILogger logger, string path, string logId, long head, Durability durability);
}
