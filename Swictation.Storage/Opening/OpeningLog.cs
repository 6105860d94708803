using Microsoft.Extensions.Logging;

namespace Swictation.Storage.Opening;

internal static partial class OpeningLog
{
    [LoggerMessage(2031, LogLevel.Error, "Event log {Path} is damaged: {Reason}; it is set aside and salvaged")]
    public static partial void Salvaging(this ILogger logger, string path, string reason);

    [LoggerMessage(2032, LogLevel.Warning, "Salvaging {Path} was cut off, and goes on")]
    public static partial void SalvagingAgain(this ILogger logger, string path);

    [LoggerMessage(2035, LogLevel.Information, "All of {Path} was checked, because of: {Suspicion}; nothing was found")]
    public static partial void SuspicionCleared(this ILogger logger, string path, string suspicion);
}
