using Swictation.Domain.Log;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>Answers what clients ask for, from what the log has.</summary>
internal sealed class Reception(IEventLogReader log, string serverVersion, TimeProvider time)
{
    /// <summary>What the client gets from now on, and the line that says so.</summary>
    /// <param name="error">Why it does not get what it asked for; null if it does.</param>
    public FeedSubscription Answer(ClientRequest request, out ReadOnlyMemory<byte> answer, out FeedError? error)
    {
        error = request.Error;
        var head = log.Head;
        if (request.Hello is { } hello && HelloPlanner.Plan(log, hello, head, out error) is { } planner)
        {
            answer = ControlLines.Hello(log.LogId, log.Oldest, head, serverVersion);
            return FeedSubscription.Requested(log, planner, hello, time);
        }

        answer = ControlLines.Error(error!);
        return FeedSubscription.Nothing(log, time);
    }
}
