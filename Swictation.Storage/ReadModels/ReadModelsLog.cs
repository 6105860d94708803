using Microsoft.Extensions.Logging;

namespace Swictation.Storage.ReadModels;

internal static partial class ReadModelsLog
{
    [LoggerMessage(2010, LogLevel.Error,
        "Read models stay at {Checkpoint}, they could not follow the log to {Head}: {Reason}")]
    public static partial void ProjectionFailed(this ILogger logger, long checkpoint, long head, string reason);

    [LoggerMessage(2012, LogLevel.Warning,
        "Somebody else has written to {Path}, or its read models were damaged: {Reason}. They are made anew from the events")]
    public static partial void ReadModelsDiffer(this ILogger logger, string path, string reason);
}
