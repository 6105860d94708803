using Microsoft.Extensions.Logging;

namespace Swictation.Storage.Salvage;

internal static partial class SalvageLog
{
    [LoggerMessage(2033, LogLevel.Warning,
        "Event log {Path} was salvaged ({Reason}): events read: {Kept}, lost: {Lost}; "
        + "the damaged one is kept as {SetAside}")]
    public static partial void Salvaged(
        this ILogger logger, string path, string reason, string setAside, long kept, long lost);

    [LoggerMessage(2034, LogLevel.Warning, "Events {First} to {Last} of the damaged log could not be read")]
    public static partial void EventsLost(this ILogger logger, long first, long last);

    [LoggerMessage(2041, LogLevel.Warning,
        "Something was being forgotten when {Path} was damaged: it is removed from the new log, and is still in {SetAside}, "
        + "which 'swictation-replay forget' offers to delete")]
    public static partial void HoldsForgotten(this ILogger logger, string path, string setAside);
}
