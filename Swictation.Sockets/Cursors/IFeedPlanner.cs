namespace Swictation.Sockets.Cursors;

/// <summary>Says what a client that says nothing gets.</summary>
public interface IFeedPlanner
{
    /// <summary>What a client that connects now is sent.</summary>
    FeedPlan PlanForNewClient();
}
