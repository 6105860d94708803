namespace Swictation.Sockets.Cursors;

/// <summary>Says what a client that says nothing gets.</summary>
public interface IFeedPlanner
{
    /// <summary>The ranges of the log that a client that connects now is sent, in order.</summary>
    IReadOnlyList<FeedRange> PlanForNewClient();
}
