namespace Swictation.Domain.Log;

/// <summary>The log cannot be written, and what happens is held in memory meanwhile.</summary>
/// <param name="Since">Time of the first event that could not be written.</param>
/// <param name="Reason">What is wrong, and what can be done about it.</param>
public sealed record LogOutage(DateTimeOffset Since, string Reason);
