namespace Swictation.Storage.Copies;

/// <summary>A segment that was imported before.</summary>
/// <param name="Position">Its position here.</param>
internal readonly record struct KnownSegment(long Position, bool IsForgotten);
