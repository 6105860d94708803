using Swictation.Domain.Events;
using Swictation.Sockets.Cursors;

namespace Swictation.Sockets.Feed;

/// <summary>A past session that the clients of protocol 1 are sent in place of the present.</summary>
internal sealed class Playback(SessionId session, IFeedPlanner planner)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SessionId Session => session;

    public IFeedPlanner Planner => planner;

    /// <summary>The clients that have not got all of it.</summary>
    public Delivery Delivery { get; } = new();

    /// <summary>Completes when nothing more of it is to be sent.</summary>
    public Task Ended => _ended.Task;

    public void End() => _ended.TrySetResult();
}
