using Swictation.Domain.Events;

namespace Swictation.Domain.Log;

/// <summary>Positions whose events were taken out of the log. They are never given again.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
public readonly record struct RemovedRange(long First, long Last, RemovalReason Reason);
