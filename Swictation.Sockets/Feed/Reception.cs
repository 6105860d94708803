using Swictation.Domain.Log;
using Swictation.Sockets.Protocol;

namespace Swictation.Sockets.Feed;

/// <summary>Answers the hellos of clients.</summary>
internal sealed class Reception(FeedOptions options, TimeProvider time)
{
    private readonly IReadOnlyList<string> _features = options.Features;

    /// <summary>The client's new feed, and the line that announces it.</summary>
    /// <param name="error">The reason why the request is refused; null if it is not.</param>
    public FeedSubscription Answer(
        IEventLogReader log, ClientLine request, out ReadOnlyMemory<byte> answer, out FeedError? error)
    {
        error = request.Error;
        var head = log.Head;
        if (request.Hello is { } hello && HelloPlanner.Plan(log, hello, head, out error) is { } planner)
        {
            answer = ControlLines.Hello(log.LogId, log.Oldest, head, options.ServerVersion, _features, options.Replay, log.FindHash());
            return FeedSubscription.Requested(log, planner, hello, time);
        }

        answer = ControlLines.Error(error!);
        return FeedSubscription.Nothing(log, time);
    }
}
