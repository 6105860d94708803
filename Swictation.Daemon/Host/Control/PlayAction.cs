using Swictation.Daemon.Sessions.Recording;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Text;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Cursors;

namespace Swictation.Daemon.Host.Control;

/// <summary>The action <c>play</c>: shows a past session to the interfaces that are open, while nothing is recorded.</summary>
internal sealed class PlayAction(IPlayback playback, SessionRecorder recorder, IEventLogReader log)
{
    // More than anybody wants, and no overflow.
    private const double Most = 1e9;

    private static readonly CommandReply NotIdle = CommandReply.Failure(
        CommandErrorCode.WrongState, "A session is open; stop it, and then play another one");

    public CommandReply Handle(CommandRequest request)
    {
        if (SessionRequest.Refuse(request, log) is { } refusal) return refusal;

        var (speed, maxGapS) = (request.Speed ?? 1, request.MaxGapS);
        if (speed is not (>= 0 and <= Most) || maxGapS is not (null or (>= 0 and <= Most)))
        {
            return CommandReply.Failure(
                CommandErrorCode.InvalidPace, "\"speed\" and \"max_gap_s\" are numbers from 0 to 1000000000");
        }

        return Play(new(request.SessionId!.Value), new(speed, maxGapS is { } seconds ? TimeSpan.FromSeconds(seconds) : null));
    }

    private CommandReply Play(SessionId session, Pace pace)
    {
        if (recorder.State.IsOpen) return NotIdle;
        if (SessionRequest.RefuseUnknown(session, log) is { } unknown) return unknown;
        if (log.FindSession(log.Head, session) is { Start: var start } && log.ReadAt(start).Type.IsImported)
        {
            return CommandReply.Failure(
                CommandErrorCode.SessionUnknown, $"Session {session} was imported: there is no recording of it to play");
        }

        var interfaces = playback.Start(session, pace);
        if (interfaces == 0)
        {
            return CommandReply.Failure(
                CommandErrorCode.NoClients,
                "No interface is connected to see it; open one, or serve the session on a socket of its own");
        }

        // A session that has begun meanwhile did not find anything to stop.
        if (recorder.State.IsOpen)
        {
            playback.Stop();
            return NotIdle;
        }

        return new PlayReply
        {
            Message = $"Playing session {session} to {Counted.Of(interfaces, "interface")}",
            State = PhaseName.Of(recorder.Phase),
            SessionId = session.Value,
            Clients = interfaces,
        };
    }
}
