namespace Swictation.Sockets.Cursors;

/// <summary>The ranges of the log that a client is sent, in order.</summary>
/// <param name="Cut">What the catch-up limit keeps from it; null if nothing.</param>
public sealed record FeedPlan(IReadOnlyList<FeedRange> Ranges, CatchUpCut? Cut = null);
