using Microsoft.Extensions.Logging;

namespace Swictation.Storage.Retention;

internal static partial class RetentionLog
{
    [LoggerMessage(2070, LogLevel.Information, "{Count} metrics that had become old were taken out of {Path}")]
    public static partial void MetricsThinned(this ILogger logger, string path, long count);

    [LoggerMessage(2071, LogLevel.Warning, "Old metrics stay in {Path} for now: {Reason}")]
    public static partial void NotThinned(this ILogger logger, string path, string reason);

    [LoggerMessage(2072, LogLevel.Information, "{Count} events of {Path} that had become old have lost their words")]
    public static partial void TextsForgotten(this ILogger logger, string path, long count);

    [LoggerMessage(2073, LogLevel.Warning, "Old texts stay in {Path} for now: {Reason}")]
    public static partial void NotForgotten(this ILogger logger, string path, string reason);
}
