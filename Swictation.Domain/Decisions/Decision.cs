using System.Collections.Immutable;
using Swictation.Domain.Events;

namespace Swictation.Domain.Decisions;

/// <summary>The answer to a command in a state, and its events.</summary>
/// <param name="Answer">The action, or the reason why there is none.</param>
/// <param name="Events">The events to append, in one transaction; empty without an action.</param>
public readonly record struct Decision(CommandAnswer Answer, ImmutableArray<SessionEvent> Events)
{
    /// <summary>True if the command means nothing in this state.</summary>
    public bool IsRefused => Answer.IsRefusal();

    /// <summary>Nothing is to be done, or the command is refused.</summary>
    public static Decision Nothing(CommandAnswer answer) => new(answer, []);
}
