using Microsoft.Extensions.Logging;

namespace Swictation.Storage.Writing;

internal static partial class WritingLog
{
    [LoggerMessage(2002, LogLevel.Debug, "Could not append {Count} events to {Path}: {Reason}")]
    public static partial void AppendFailed(this ILogger logger, int count, string path, string reason);

    [LoggerMessage(2003, LogLevel.Debug, "Event log {Path} closed at {Head}")]
    public static partial void LogClosed(this ILogger logger, string path, long head);

    [LoggerMessage(2004, LogLevel.Warning, "{Path} does not let itself be written to just now: {Reason}")]
    public static partial void AnsweredWithFailure(this ILogger logger, string path, string reason);

    [LoggerMessage(2011, LogLevel.Error,
        "The write-ahead log of {Path} could not be checkpointed, and is tried again every 5 s: {Reason}")]
    public static partial void CheckpointFailed(this ILogger logger, string path, string reason);

    [LoggerMessage(2044, LogLevel.Error,
        "Some care of {Path} (its chain, its retention, its room) could not be taken, and is tried again every 5 s: {Reason}")]
    public static partial void CareFailed(this ILogger logger, string path, string reason);

    [LoggerMessage(2042, LogLevel.Error,
        "What was forgotten is not gone from all files of {Path} yet, and is tried again every 5 s: {Reason}")]
    public static partial void NotErased(this ILogger logger, string path, string reason);

    [LoggerMessage(2060, LogLevel.Warning,
        "{Reader} reads {Path} in one transaction without end, so the write-ahead log cannot shrink; it has {MiB} MiB")]
    public static partial void HeldByReader(this ILogger logger, string path, string reader, long miB);

    [LoggerMessage(2043, LogLevel.Error, "The chain of {Path} stops, so that later events cannot be proven: {Reason}")]
    public static partial void NotChained(this ILogger logger, string path, string reason);

    [LoggerMessage(2061, LogLevel.Information, "{Reader} does not hold the write-ahead log of {Path} any more")]
    public static partial void ReaderGone(this ILogger logger, string path, string reader);

    [LoggerMessage(2038, LogLevel.Error, "A damaged log could not be salvaged; the next append tries again: {Reason}")]
    public static partial void NotSalvaged(this ILogger logger, string reason);

    [LoggerMessage(2036, LogLevel.Error, "The log does not take events as a whole one does: {Reason}")]
    public static partial void DamageMetByAppend(this ILogger logger, string reason);

    [LoggerMessage(2013, LogLevel.Warning, "The read models of {Path} could not be compared with its events: {Reason}")]
    public static partial void ComparisonFailed(this ILogger logger, string path, string reason);

    [LoggerMessage(2074, LogLevel.Information, "{Count} pages of {Path} that were free were given back to the file system")]
    public static partial void SpaceGivenBack(this ILogger logger, string path, long count);

    [LoggerMessage(2075, LogLevel.Information, "{Path} was written anew without its free pages, and gives space back by itself from now on")]
    public static partial void Rewritten(this ILogger logger, string path);

    [LoggerMessage(2076, LogLevel.Warning, "{Path} stays as it is, with its free pages: {Reason}")]
    public static partial void NotRewritten(this ILogger logger, string path, string reason);
}
