using Swictation.Domain.Events;

namespace Swictation.Storage.Copies;

/// <summary>How a log came from another one.</summary>
/// <param name="Log">Name of that one.</param>
/// <param name="At">Position of the event that tells of it, in the log that was made: what is before it may come from there.</param>
/// <param name="Moved">Which positions the events had there; null where they are the same.</param>
internal sealed record LineageStep(string Log, long At, MovedPositions? Moved)
{
    /// <summary>True where some may have been lost on the way.</summary>
    public bool IsSalvage => Moved is not null;

    /// <summary>The newest position of that log that has come along.</summary>
    public long NewestBefore => Moved is null ? At - 1 : Moved.Ranges is [.., var last] ? last.WasLast : 0;

    /// <param name="position">Before <see cref="At"/>.</param>
    /// <inheritdoc cref="MovedPositions.Find"/>
    public (long? Was, long Count) Find(long position) => Moved?.Find(position) ?? (position, long.MaxValue);

    /// <inheritdoc cref="MovedPositions.FindHere"/>
    public (long? Here, long Count) FindHere(long was) =>
        Moved is not null ? Moved.FindHere(was)
        : was < At ? (was, At - was)
        : (null, long.MaxValue);
}
