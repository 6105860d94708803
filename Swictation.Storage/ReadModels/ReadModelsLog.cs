using Microsoft.Extensions.Logging;

namespace Swictation.Storage.ReadModels;

internal static partial class ReadModelsLog
{
    [LoggerMessage(2010, LogLevel.Error,
        "Read models stay at {Checkpoint}, they could not follow the log to {Head}: {Reason}")]
    public static partial void ProjectionFailed(this ILogger logger, long checkpoint, long head, string reason);
}
