namespace Swictation.Domain.Events;

/// <summary>Where the fields that all lines have in common stand: behind the type, in front of all others.</summary>
internal static class WireOrder
{
    public const int Session = -3;

    /// <summary>In front of the time, as the protocol document has it for <c>state_change</c>.</summary>
    public const int State = -2;

    public const int Time = -1;

    /// <summary>Behind all others.</summary>
    public const int Last = 1;
}
