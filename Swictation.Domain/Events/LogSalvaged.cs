using Swictation.Domain.Reasons;

namespace Swictation.Domain.Events;

/// <summary>
/// Everything before this event was salvaged from a damaged log: <c>log_salvaged</c>. Not broadcast to protocol 1
/// clients.
/// </summary>
/// <param name="Kept">Events that were read and are in this log.</param>
/// <param name="Lost">Events that are known to have been there and could not be read.</param>
/// <param name="SetAside">Name of the damaged database's file, beside this one.</param>
/// <param name="Reason">How the damage was noticed.</param>
/// <param name="LogId">Name of the damaged log; null where that could not be read.</param>
/// <param name="Moved">Which positions the events had there; null where it was salvaged by an earlier version.</param>
[CarriesWords(false)]
public sealed record LogSalvaged(
    DateTimeOffset At, long Kept, long Lost, string SetAside, Reason Reason, string? LogId = null, MovedPositions? Moved = null)
    : SessionEvent(At), IReasonedEvent
{
    public const string TypeName = "log_salvaged";
}
