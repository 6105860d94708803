namespace Swictation.Sockets.Cursors;

/// <summary>Plans the feed of a client that sends nothing.</summary>
public interface IFeedPlanner
{
    /// <summary>The plan for a client that connects now.</summary>
    FeedPlan PlanForNewClient();
}
