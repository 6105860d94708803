using Swictation.Domain.Events;

namespace Swictation.Domain.History;

/// <summary>What the log says about the newest delivery.</summary>
/// <param name="Segment">Position of the transcription.</param>
/// <param name="Window">The window that had the cursor; null if it is not known.</param>
/// <param name="Outcome">Null where it was only begun.</param>
public sealed record LastDelivery(long Segment, DeliveryWay? Way, string? Window, DeliveryOutcome? Outcome);
