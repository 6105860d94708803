namespace Swictation.Domain.Events;

/// <summary>Neighbouring events that have come from one log into another.</summary>
/// <param name="First">Position of the first of them here.</param>
/// <param name="Was">Its position there.</param>
/// <param name="Count">How many there are.</param>
public readonly record struct MovedRange(long First, long Was, long Count)
{
    public long Last => First + Count - 1;

    public long WasLast => Was + Count - 1;
}
