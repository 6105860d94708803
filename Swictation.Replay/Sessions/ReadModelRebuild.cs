using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Replay.Errors;
using Swictation.Sockets.Commands;
using Swictation.Storage;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Schema;

namespace Swictation.Replay.Sessions;

/// <summary>
/// Has the read models of a log made anew: by the daemon that writes to it, or where none does by this process, which takes
/// the daemon's lock meanwhile.
/// </summary>
/// <param name="daemon">The daemon that may be running.</param>
internal sealed class ReadModelRebuild(string path, string logId, RunningDaemon daemon, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns when all that was recorded before is in the read models.</summary>
    /// <exception cref="RebuildFailedException">The daemon refuses, or has ended in the middle of it.</exception>
    /// <exception cref="DatabaseOpenException">A daemon that is not at the socket has the log.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (PageCheck.FindDamage(path) is { } damage)
            throw new RebuildFailedException(path, $"is damaged ({damage}); restart the daemon, which salvages it");
        if (await AskAsync(cancellationToken).ConfigureAwait(false) is { } head)
            await WaitAsync(head, cancellationToken).ConfigureAwait(false);
        else
            await RebuildHereAsync().ConfigureAwait(false);
    }

    // Null where no daemon is to be asked. One that writes to another log does not mind, and one that writes to this log
    // but listens elsewhere has the lock.
    private async Task<long?> AskAsync(CancellationToken cancellationToken)
    {
        var request = new CommandRequest("rebuild", RequestId: null, LogId: logId);
        try
        {
            var reply = await daemon.AskAsync(request, cancellationToken).ConfigureAwait(false);
            if (reply.IsSuccess) return reply.Seq ?? 0;
            if (reply.Code == CommandErrorCode.OtherLog) return null;
            throw new RebuildFailedException(path, RunningDaemon.Explain(reply));
        }
        catch (DaemonUnreachableException)
        {
            return null;
        }
    }

    private async Task WaitAsync(long head, CancellationToken cancellationToken)
    {
        while (ReadModelLevel.Read(path) < head)
            await Task.Delay(Interval, time, cancellationToken).ConfigureAwait(false);
    }

    private async Task RebuildHereAsync()
    {
        await using var log = SqliteEventLog.Open(new(path), new CommitNotice(), time, NullLogger.Instance);
        log.RebuildReadModels();
    }
}
