namespace Swictation.Domain.History;

/// <summary>A transcription with its measurements, and its position in the log.</summary>
public sealed record PlacedSegment(long Sequence, SpokenSegment Segment);
