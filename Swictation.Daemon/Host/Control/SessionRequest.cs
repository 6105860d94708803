using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Host.Control;

/// <summary>Refuses requests about sessions that there are not.</summary>
internal static class SessionRequest
{
    /// <summary>The refusal of a request that names no session, or one of another log; null if it names one.</summary>
    public static CommandReply? Refuse(CommandRequest request, IEventLogReader log) =>
        request.SessionId is null
            ? CommandReply.Failure(
                CommandErrorCode.MissingSession, "The request has no \"session_id\", or it is no whole number")
        : request.LogId is { } logId && logId != log.LogId
            ? CommandReply.Failure(CommandErrorCode.OtherLog, "The session is in another log than the daemon's")
        : null;

    /// <summary>The refusal of a session that the log does not have; null if it has it.</summary>
    public static CommandReply? RefuseUnknown(SessionId session, IEventLogReader log) =>
        log.FindSession(log.Head, session) is null
            ? CommandReply.Failure(CommandErrorCode.SessionUnknown, $"There is no session {session}")
            : null;
}
