using Swictation.Sockets.Feed;

namespace Swictation.Sockets.Tests.Feed;

internal sealed class FixedPlan(params FeedRange[] ranges) : IFeedPlanner
{
    public IReadOnlyList<FeedRange> PlanForNewClient() => ranges;
}
