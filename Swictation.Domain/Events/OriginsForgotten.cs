namespace Swictation.Domain.Events;

/// <summary>
/// Events of a log that were forgotten and are not in this one, so that no copy brings them back: <c>origins_forgotten</c>.
/// Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="OriginLog">The log, as in <see cref="Origin"/>.</param>
/// <param name="Positions">Their positions there.</param>
[CarriesWords(false)]
public sealed record OriginsForgotten(DateTimeOffset At, string OriginLog, PositionRanges Positions)
    : SessionEvent(At)
{
    public const string TypeName = "origins_forgotten";
}
