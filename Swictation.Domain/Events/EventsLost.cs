namespace Swictation.Domain.Events;

/// <summary>
/// Here stood events that could not be read when a damaged log was salvaged: <c>events_lost</c>. Not broadcast to
/// protocol 1 clients.
/// </summary>
/// <param name="First">Position of the first of them in the damaged log.</param>
/// <param name="Last">Position of the last of them in the damaged log.</param>
[CarriesWords(false)]
public sealed record EventsLost(DateTimeOffset At, long First, long Last)
    : SessionEvent(At)
{
    public const string TypeName = "events_lost";
}
