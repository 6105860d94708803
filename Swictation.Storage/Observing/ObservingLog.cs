using Microsoft.Extensions.Logging;

namespace Swictation.Storage.Observing;

internal static partial class ObservingLog
{
    [LoggerMessage(2030, LogLevel.Error,
        "Event log {Path} is damaged: {Reason}. Undamaged events are served and recording goes on; "
        + "the next start checks all of it")]
    public static partial void DamageMet(this ILogger logger, string path, string reason);
}
