namespace Swictation.Sockets.Cursors;

/// <summary>The ranges of the log that a client is sent, in order.</summary>
/// <param name="Cut">The transcriptions that the catch-up limit leaves out; null if none.</param>
public sealed record FeedPlan(IReadOnlyList<FeedRange> Ranges, CatchUpCut? Cut = null);
