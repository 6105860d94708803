using Microsoft.Extensions.Logging;

namespace Swictation.Storage;

internal static partial class StorageLog
{
    [LoggerMessage(
        2000, LogLevel.Information, "Event log {Path} opened: log {LogId}, head {Head}, durability {Durability}")]
    public static partial void LogOpened(
        this ILogger logger, string path, string logId, long head, Durability durability);

    [LoggerMessage(2001, LogLevel.Information, "Migrated {Path} to version {Version} ({Name})")]
    public static partial void Migrated(this ILogger logger, string path, int version, string name);

    [LoggerMessage(2002, LogLevel.Debug, "Could not append {Count} events to {Path}: {Reason}")]
    public static partial void AppendFailed(this ILogger logger, int count, string path, string reason);

    [LoggerMessage(2003, LogLevel.Debug, "Event log {Path} closed at {Head}")]
    public static partial void LogClosed(this ILogger logger, string path, long head);

    [LoggerMessage(2004, LogLevel.Warning, "{Path} does not let itself be written to just now: {Reason}")]
    public static partial void AnsweredWithFailure(this ILogger logger, string path, string reason);

    [LoggerMessage(2010, LogLevel.Error,
        "Read models stay at {Checkpoint}, they could not follow the log to {Head}: {Reason}")]
    public static partial void ProjectionFailed(this ILogger logger, long checkpoint, long head, string reason);

    [LoggerMessage(2011, LogLevel.Error,
        "The write-ahead log of {Path} could not be checkpointed, and is tried again every 5 s: {Reason}")]
    public static partial void CheckpointFailed(this ILogger logger, string path, string reason);

    [LoggerMessage(2020, LogLevel.Warning, "Audio that was stored may not be on the disk: {Reason}")]
    public static partial void AudioNotSynced(this ILogger logger, string reason);

    [LoggerMessage(2021, LogLevel.Warning, "Audio that is done with stays where it is: {Reason}")]
    public static partial void AudioNotReleased(this ILogger logger, string reason);

    [LoggerMessage(2030, LogLevel.Error,
        "Event log {Path} is damaged: {Reason}. What can be read is served and recording goes on; "
        + "the next start checks all of it")]
    public static partial void DamageMet(this ILogger logger, string path, string reason);

    [LoggerMessage(2036, LogLevel.Error, "The log does not take events as a whole one does: {Reason}")]
    public static partial void DamageMetByAppend(this ILogger logger, string reason);

    [LoggerMessage(2031, LogLevel.Error, "Event log {Path} is damaged: {Reason}; it is set aside and salvaged")]
    public static partial void Salvaging(this ILogger logger, string path, string reason);

    [LoggerMessage(2032, LogLevel.Warning, "Salvaging {Path} was cut off, and goes on")]
    public static partial void SalvagingAgain(this ILogger logger, string path);

    [LoggerMessage(2033, LogLevel.Warning,
        "Event log {Path} was salvaged ({Reason}): events read: {Kept}, lost: {Lost}; "
        + "the damaged one is kept as {SetAside}")]
    public static partial void Salvaged(
        this ILogger logger, string path, string reason, string setAside, long kept, long lost);

    [LoggerMessage(2034, LogLevel.Warning, "Events {First} to {Last} of the damaged log could not be read")]
    public static partial void EventsLost(this ILogger logger, long first, long last);

    [LoggerMessage(2035, LogLevel.Information, "All of {Path} was checked, because of: {Suspicion}; nothing was found")]
    public static partial void SuspicionCleared(this ILogger logger, string path, string suspicion);
}
