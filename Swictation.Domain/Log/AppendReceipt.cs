namespace Swictation.Domain.Log;

/// <summary>The sequence numbers of the first and the last of some appended events.</summary>
public readonly record struct AppendReceipt(long First, long Last);
