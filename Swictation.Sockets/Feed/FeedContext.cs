using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed.Readiness;

namespace Swictation.Sockets.Feed;

/// <summary>What all clients of a feed have in common.</summary>
internal sealed record FeedContext(
    IEventLogReader Log,
    IFeedPlanner Planner,
    FeedOptions Options,
    TimeProvider Time,
    FeedJournal Journal,
    OutageNotice Outages,
    ReadinessWatch Watch,
    Delivery Delivery);
