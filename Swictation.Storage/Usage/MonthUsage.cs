namespace Swictation.Storage.Usage;

/// <summary>What a month takes on the disk, in bytes.</summary>
/// <param name="Month">Its first day; null for what has no time that makes sense.</param>
/// <param name="Text">Events that carry the user's words.</param>
/// <param name="Metrics">Metrics.</param>
/// <param name="Other">All other events.</param>
/// <param name="Audio">Audio of every kind.</param>
public sealed record MonthUsage(DateOnly? Month, long Text, long Metrics, long Other, long Audio);
