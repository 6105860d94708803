using Swictation.Domain.Reasons;

namespace Swictation.Domain.Log;

/// <summary>The log cannot be written, and events are held in memory meanwhile.</summary>
/// <param name="Since">Time of the first event that could not be written.</param>
/// <param name="Reason">Why it cannot be written.</param>
public sealed record LogOutage(DateTimeOffset Since, Reason Reason);
