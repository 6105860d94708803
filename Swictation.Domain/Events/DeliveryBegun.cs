namespace Swictation.Domain.Events;

/// <summary>
/// The words of a transcription are about to be put at the cursor: <c>delivery_begun</c>. Committed before the first key, so
/// that no transcription is typed twice, whatever ends in between. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="Segment">Position of the transcription in the log.</param>
/// <param name="Way">How they are put there.</param>
/// <param name="Window">The window that has the cursor: its number and its program, never its title; null if unknown.</param>
[CarriesWords(false)]
public sealed record DeliveryBegun(DateTimeOffset At, long Segment, DeliveryWay Way, string? Window = null)
    : SessionEvent(At)
{
    public const string TypeName = "delivery_begun";
}
