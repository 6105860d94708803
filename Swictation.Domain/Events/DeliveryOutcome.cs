using Swictation.Domain.Names;

namespace Swictation.Domain.Events;

/// <summary>What became of words that were to be put at the cursor.</summary>
public readonly record struct DeliveryOutcome(string Name) : IWireName<DeliveryOutcome>
{
    /// <summary>They were put there, as far as the way can know.</summary>
    public static DeliveryOutcome Typed { get; } = new("typed");

    /// <summary>A command of the user's has taken them: nothing was typed.</summary>
    public static DeliveryOutcome Consumed { get; } = new("consumed");

    /// <summary>The way has failed; a part of them may be there.</summary>
    public static DeliveryOutcome Failed { get; } = new("failed");

    /// <summary>The program that typed them ended in the middle; a part of them, or all, may be there.</summary>
    public static DeliveryOutcome Interrupted { get; } = new("interrupted");

    /// <summary>Not typed: another window has the cursor than when they were spoken.</summary>
    public static DeliveryOutcome OtherWindow { get; } = new("other_window");

    /// <summary>Not typed: the screen is locked.</summary>
    public static DeliveryOutcome Locked { get; } = new("locked");

    /// <summary>Not typed: a rule of the user's keeps words out of the window.</summary>
    public static DeliveryOutcome RuledOut { get; } = new("ruled_out");

    /// <summary>Not typed: they came too long after they were spoken.</summary>
    public static DeliveryOutcome TooOld { get; } = new("too_old");

    /// <summary>Not typed: they were said off the record while nothing was there to type them.</summary>
    public static DeliveryOutcome Withheld { get; } = new("withheld");

    /// <summary>They were put there, and the user has had them removed again.</summary>
    public static DeliveryOutcome TakenBack { get; } = new("taken_back");

    /// <summary>True if nothing is missing at the cursor.</summary>
    public bool IsDone => this == Typed || this == Consumed || this == TakenBack;

    public static DeliveryOutcome Named(string name) => new(name);

    public override string ToString() => Name;
}
