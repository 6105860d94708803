namespace Swictation.Domain.Events;

/// <summary>
/// Events were taken out of the log, in the transaction that has appended this one: <c>events_removed</c>. Not broadcast to
/// protocol 1 clients.
/// </summary>
/// <param name="First">Position of the first of them.</param>
/// <param name="Last">Position of the last of them; some between the two may have stayed.</param>
/// <param name="Events">How many there were.</param>
/// <param name="Reason">Why.</param>
/// <param name="RemovedType">Their type; null where they were of several.</param>
/// <param name="KeepS">The age in seconds up to which the settings keep them; null where age was not the reason.</param>
/// <param name="Kept">The stretches that they were taken out of, and a hash over what is left of each; null in older logs.</param>
[CarriesWords(false)]
public sealed record EventsRemoved(
    DateTimeOffset At,
    long First,
    long Last,
    long Events,
    RemovalReason Reason,
    EventType? RemovedType = null,
    long? KeepS = null,
    KeptStretches? Kept = null)
    : SessionEvent(At)
{
    public const string TypeName = "events_removed";
}
