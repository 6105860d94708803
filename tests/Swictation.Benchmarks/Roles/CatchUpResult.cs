namespace Swictation.Benchmarks.Roles;

/// <summary>What a client that asked for the whole log got.</summary>
/// <param name="KnowsProtocol2">False when the daemon did not answer the hello.</param>
/// <param name="Events">Measured lines that came in order; less than there are when one was missing.</param>
/// <param name="Lines">All lines, those of other events among them.</param>
/// <param name="Seconds">From the hello to <c>caught_up</c>.</param>
internal sealed record CatchUpResult(bool KnowsProtocol2, long Events, long Lines, double Seconds);
