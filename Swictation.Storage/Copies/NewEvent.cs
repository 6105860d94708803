using Swictation.Domain.Log;

namespace Swictation.Storage.Copies;

/// <summary>An event that an import appends.</summary>
/// <param name="Segment">Of a segment, its position in the source; null of everything else.</param>
internal readonly record struct NewEvent(EventToAppend Event, long? Segment = null);
