namespace Swictation.Sockets.Cursors;

/// <summary>Ranges that are known already.</summary>
public sealed class FixedFeedPlanner(IReadOnlyList<FeedRange> ranges) : IFeedPlanner
{
    public IReadOnlyList<FeedRange> PlanForNewClient() => ranges;
}
