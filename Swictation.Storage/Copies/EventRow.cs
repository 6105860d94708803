using Swictation.Domain.Events;

namespace Swictation.Storage.Copies;

/// <summary>An event at its position.</summary>
internal readonly record struct EventRow(long Position, SessionEvent Event);
