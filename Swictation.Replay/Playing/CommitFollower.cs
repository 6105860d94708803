using Swictation.Domain.Log;

namespace Swictation.Replay.Playing;

/// <summary>
/// Notifies the feed of commits of another process, so that clients of an open session stay live.
/// </summary>
internal static class CommitFollower
{
    /// <summary>Runs until it is cancelled.</summary>
    public static async Task RunAsync(IEventLogReader log, CommitNotice commits, CancellationToken cancellationToken)
    {
        var head = log.Head;
        while (true)
        {
            await log.WaitForMoreAsync(head, cancellationToken).ConfigureAwait(false);
            head = log.Head;
            commits.Publish(head);
        }
    }
}
