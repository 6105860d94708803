using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Host.Control;

/// <summary>The action <c>retry</c>: has the segments of a session tried again on which the recogniser failed.</summary>
internal sealed class RetryAction(ILateAudio late, IEventLogReader log)
{
    public CommandReply Handle(CommandRequest request)
    {
        if (SessionRequest.Refuse(request, log) is { } refusal) return refusal;

        var session = new SessionId(request.SessionId!.Value);
        if (SessionRequest.RefuseUnknown(session, log) is { } unknown) return unknown;

        if (CancelledSessions.Contains(log, session))
        {
            return new RetryReply
            {
                Message = "This session was cancelled: nothing of it is tried again",
                SessionId = session.Value,
                Queued = 0,
            };
        }

        if (late.Retry(session) is not { } queued)
        {
            return CommandReply.Failure(
                CommandErrorCode.NoRecogniser,
                "This daemon cannot transcribe audio; start one with an audio source and a recogniser");
        }

        var message = queued == 0 ? "No segment of this session is waiting to be tried again" : "Trying again";
        return new RetryReply { Message = message, SessionId = session.Value, Queued = queued };
    }
}
