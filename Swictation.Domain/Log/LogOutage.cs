namespace Swictation.Domain.Log;

/// <summary>The log cannot be written, and events are held in memory meanwhile.</summary>
/// <param name="Since">Time of the first event that could not be written.</param>
/// <param name="Reason">The cause and a remedy, for people.</param>
public sealed record LogOutage(DateTimeOffset Since, string Reason);
