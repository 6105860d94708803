namespace Swictation.Sockets.Cursors;

/// <summary>Ranges that are known already.</summary>
public sealed class FixedFeedPlanner(IReadOnlyList<FeedRange> ranges) : IFeedPlanner
{
    public FeedPlan PlanForNewClient() => new(ranges);
}
