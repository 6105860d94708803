using Swictation.Domain.Reasons;
using Swictation.Storage;

namespace Swictation.Daemon.Host.Control;

/// <summary>What <c>status</c> says of the log.</summary>
/// <param name="Behind">Events that the read models lack, while the end of a session is among them; else null.</param>
/// <param name="HeldBy">The program that keeps the write-ahead log from shrinking; null while there is none.</param>
/// <param name="Disk">What is wrong with its disk; null while it has room.</param>
internal readonly record struct LogCondition(long? Behind, string? HeldBy, Trouble? Disk)
{
    public static LogCondition Of(SqliteEventLog log, Trouble? disk) =>
        new(log.TrailsSessionEnd ? log.ReadModelLag : null, log.Holder?.ToString(), disk);
}
