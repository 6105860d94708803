using Swictation.Domain.Events;

namespace Swictation.Storage.Copies;

/// <summary>An event at its position.</summary>
/// <param name="IsForgotten">True where its words were removed.</param>
internal readonly record struct EventRow(long Position, SessionEvent Event, bool IsForgotten);
