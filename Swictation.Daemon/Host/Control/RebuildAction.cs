using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Host.Control;

/// <summary>
/// The action <c>rebuild</c>: the tables for SQL and the full-text index are made anew from the events, while recording
/// goes on. The reply does not wait for it.
/// </summary>
/// <param name="rebuild">Drops what there is and has it made again.</param>
internal sealed class RebuildAction(IEventLogReader log, Action rebuild)
{
    public CommandReply Handle(CommandRequest request)
    {
        if (OtherLog.Refuse(request, log.LogId) is { } other) return other;

        try
        {
            rebuild();
            return CommandReply.Success("Rebuilding the tables from the events") with { Seq = log.Head };
        }
        catch (EventLogWriteException e)
        {
            return CommandReply.Failure(CommandErrorCode.StorageFailed, $"The tables cannot be rebuilt: {e.Reason}");
        }
    }
}
