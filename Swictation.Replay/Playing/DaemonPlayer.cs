using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Replay.Errors;
using Swictation.Replay.Sessions;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Cursors;

namespace Swictation.Replay.Playing;

/// <summary>Has the running daemon play a session to the interfaces that are connected to it.</summary>
internal sealed class DaemonPlayer(RunningDaemon daemon)
{
    /// <summary>Returns when it has begun.</summary>
    /// <param name="logId">The log of the session.</param>
    /// <returns>To how many interfaces.</returns>
    /// <exception cref="SessionRefusedException">The daemon refuses.</exception>
    /// <exception cref="DaemonUnreachableException">None is running.</exception>
    public async Task<int> PlayAsync(
        SessionId session, string logId, Pace pace, CancellationToken cancellationToken)
    {
        var request = new CommandRequest("play", RequestId: null, session.Value, LogId: logId)
        {
            Speed = pace.Speed,
            MaxGapS = pace.MaxGap?.TotalSeconds,
        };
        var reply = await daemon.AskAsync(request, cancellationToken).ConfigureAwait(false);
        if (!reply.IsSuccess) throw new SessionRefusedException(session, $"is not played: {Explain(reply)}");
        return (reply as PlayReply)?.Clients ?? 0;
    }

    private static string Explain(CommandReply reply) =>
        reply.Code == CommandErrorCode.OtherLog
            ? "the daemon that is running writes to another log; name its socket with --ipc-socket, or play without --here"
        : reply.Code == CommandErrorCode.NoClients
            ? "no interface is connected to the daemon; open one, or play without --here, on a --socket of its own"
        : reply.Code == CommandErrorCode.WrongState
            ? "the daemon has a session open; stop it first ('swictation-daemon stop')"
        : RunningDaemon.Explain(reply);
}
