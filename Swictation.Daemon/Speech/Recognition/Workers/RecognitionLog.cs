using Microsoft.Extensions.Logging;

namespace Swictation.Daemon.Speech.Recognition.Workers;

internal static partial class RecognitionLog
{
    [LoggerMessage(1100, LogLevel.Information,
        "The recogniser '{Thing}' is ready (process {ProcessId}, {ElapsedMs:F0} ms)")]
    public static partial void RecogniserReady(this ILogger logger, string thing, int processId, double elapsedMs);

    [LoggerMessage(1101, LogLevel.Warning, "The recogniser '{Thing}' is started again, in {WaitS:0.#} s: {Reason}")]
    public static partial void RecogniserRestarted(this ILogger logger, string thing, string reason, double waitS);

    [LoggerMessage(1102, LogLevel.Warning, "Recogniser (process {ProcessId}): {Text}")]
    public static partial void RecogniserMessage(this ILogger logger, int processId, string text);

    [LoggerMessage(1103, LogLevel.Warning, "Recogniser (process {ProcessId}): {Lines} left out")]
    public static partial void RecogniserMessagesLeftOut(this ILogger logger, int processId, string lines);

    [LoggerMessage(1104, LogLevel.Debug, "Recogniser (process {ProcessId}) is not listened to any more: {Reason}")]
    public static partial void RecogniserMessagesEnded(this ILogger logger, int processId, string reason);
}
