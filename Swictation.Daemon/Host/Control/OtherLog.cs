using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Host.Control;

/// <summary>Refuses what is meant for another log than the one that the daemon writes to.</summary>
internal static class OtherLog
{
    /// <param name="logId">The daemon's log.</param>
    /// <returns>Null where the request names this log, or none.</returns>
    public static CommandReply? Refuse(CommandRequest request, string logId) => request.LogId is { } named && named != logId
        ? CommandReply.Failure(CommandErrorCode.OtherLog, "The daemon writes to another log")
        : null;
}
