using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Speech.Recognition;

internal static partial class RecogniserLog
{
    [LoggerMessage(1120, LogLevel.Information, "{Advice}")]
    public static partial void Advised(this ILogger logger, string advice);

    [LoggerMessage(1121, LogLevel.Warning, "{Words}")]
    public static partial void TooSlow(this ILogger logger, string words);

    [LoggerMessage(1122, LogLevel.Information, "The recogniser is as fast as speech again")]
    public static partial void FastEnough(this ILogger logger);
}
