using System.Collections.Immutable;
using Swictation.Domain.Events;

namespace Swictation.Domain.Decisions;

/// <summary>What a command comes to in a state.</summary>
/// <param name="Answer">What is done, or why nothing is.</param>
/// <param name="Events">What is to be appended, in one transaction; empty if nothing is done.</param>
public readonly record struct Decision(CommandAnswer Answer, ImmutableArray<SessionEvent> Events)
{
    /// <summary>True if the command means nothing in this state.</summary>
    public bool IsRefused => Answer.IsRefusal();

    /// <summary>Nothing is to be done, or the command is refused.</summary>
    public static Decision Nothing(CommandAnswer answer) => new(answer, []);
}
