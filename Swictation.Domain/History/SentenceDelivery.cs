using Swictation.Domain.Events;

namespace Swictation.Domain.History;

/// <summary>What became of a transcription at the cursor.</summary>
/// <param name="Way">How it was begun; null where that is not known.</param>
/// <param name="Window">The window that had the cursor then, as <see cref="DeliveryBegun.Window"/>; null where that is not known.</param>
public readonly record struct SentenceDelivery(DeliveryOutcome Outcome, DeliveryWay? Way = null, string? Window = null)
{
    /// <summary>The program of the window; null where it is not known.</summary>
    public string? Application => Window?.Split(' ', 2) is [_, { Length: > 0 } program] ? program : null;
}
