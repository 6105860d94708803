using Swictation.Domain.Log;
using Swictation.Sockets.Cursors;

namespace Swictation.Sockets.Feed;

/// <summary>The log that clients are sent, and the part of it that a new client gets.</summary>
/// <param name="JoinsAfter">Where a client goes on that had all of the log before this one.</param>
internal sealed record FeedSource(IEventLogReader Log, IFeedPlanner Planner, long JoinsAfter = 0);
