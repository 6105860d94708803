namespace Swictation.Domain.Events;

/// <summary>Neighbouring positions of a log.</summary>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them, not before the first.</param>
public readonly record struct PositionRange(long First, long Last)
{
    public long Count => Last - First + 1;
}
