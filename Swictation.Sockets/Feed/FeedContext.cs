using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;
using Swictation.Sockets.Feed.Readiness;

namespace Swictation.Sockets.Feed;

/// <summary>The services that all clients of a feed share.</summary>
internal sealed record FeedContext(
    IEventLogReader Log,
    IFeedPlanner Planner,
    FeedOptions Options,
    TimeProvider Time,
    FeedJournal Journal,
    OutageNotice Outages,
    ReadinessWatch Watch,
    Delivery Delivery);
