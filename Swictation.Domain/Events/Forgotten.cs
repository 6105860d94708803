namespace Swictation.Domain.Events;

/// <summary>
/// Words were removed from events of this log for good: <c>forgotten</c>. Appended in one transaction with the removal; a
/// large one is several of them. What is left at the positions has <c>"forgotten":true</c>. Not broadcast to protocol 1
/// clients.
/// </summary>
/// <param name="Positions">The events that have lost their words.</param>
/// <param name="By">Who had it done.</param>
/// <param name="Why">What was asked for.</param>
/// <param name="Counts">True: their figures are removed too, and count no more.</param>
[CarriesWords(false)]
public sealed record Forgotten(
    DateTimeOffset At, PositionRanges Positions, ForgettingActor By, ForgettingKind Why, bool Counts)
    : SessionEvent(At)
{
    public const string TypeName = "forgotten";
}
