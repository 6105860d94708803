using Swictation.Domain.Events;

namespace Swictation.Storage.Forgetting;

/// <summary>An event that is written down to be forgotten.</summary>
/// <param name="Position">Its position in the log.</param>
/// <param name="Why">What was asked for.</param>
/// <param name="Extent">How much of it goes.</param>
/// <param name="IsFollowed">False where what belongs to it is still to be looked for.</param>
internal readonly record struct OrderedEvent(long Position, ForgettingKind Why, ForgettingExtent Extent, bool IsFollowed);
