using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Sockets.Commands;

namespace Swictation.Replay.Sessions;

/// <summary>The daemon that is running, as far as the tool asks it for something.</summary>
/// <param name="socket">Its command socket.</param>
internal sealed class RunningDaemon(string socket)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <exception cref="DaemonUnreachableException">None is running, or it does not answer.</exception>
    public Task<CommandReply> AskAsync(CommandRequest request, CancellationToken cancellationToken) =>
        CommandClient.SendAsync(socket, request, Timeout, cancellationToken);

    /// <summary>Asks it for something that is this log's. Null where no daemon is to be asked: one that writes to another log does not mind.</summary>
    /// <exception cref="DaemonUnreachableException">One is running, and does not answer.</exception>
    public async Task<CommandReply?> TryAskAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await AskAsync(request, cancellationToken).ConfigureAwait(false);
            return reply.Code == CommandErrorCode.OtherLog ? null : reply;
        }
        catch (DaemonUnreachableException e) when (!e.IsThere)
        {
            return null;
        }
    }

    /// <summary>Whether it cannot write just now, and may hold events that its log does not have. False where none is running.</summary>
    public async Task<bool> MayHoldEventsAsync(string logId, CancellationToken cancellationToken)
    {
        try
        {
            var status = await AskAsync(new("status", RequestId: null), cancellationToken).ConfigureAwait(false);
            if (status.State != PhaseName.Of(Phase.Error)) return false;
            // Without a condition it forgets nothing; another log is refused.
            var known = await AskAsync(new("forget", RequestId: null, LogId: logId), cancellationToken).ConfigureAwait(false);
            return known.Code != CommandErrorCode.OtherLog;
        }
        catch (DaemonUnreachableException)
        {
            return false;
        }
    }

    /// <summary>The cause of a refusal, for people.</summary>
    public static string Explain(CommandReply refusal) => refusal.Code == CommandErrorCode.UnknownAction
        ? "the daemon that is running is older than this tool; restart it"
        : refusal.Error ?? "the daemon gave no reason";
}
