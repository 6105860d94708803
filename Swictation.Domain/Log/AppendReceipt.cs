namespace Swictation.Domain.Log;

/// <summary>Where appended events stand in the log: the sequence numbers of the first and the last of them.</summary>
public readonly record struct AppendReceipt(long First, long Last);
