namespace Swictation.Domain.Events;

/// <summary>
/// What became of the words of a transcription at the cursor: <c>text_delivered</c>. Behind its <see cref="DeliveryBegun"/>,
/// or without one where nothing was begun. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="Segment">Position of the transcription in the log.</param>
/// <param name="Ms">Milliseconds from the first key to the last; 0 where none was pressed.</param>
/// <param name="First">
/// Position of the first of several transcriptions of which this is said, up to <paramref name="Segment"/>; null for one.
/// </param>
[CarriesWords(false)]
public sealed record TextDelivered(
    DateTimeOffset At, long Segment, DeliveryOutcome Outcome, double Ms, long? First = null)
    : SessionEvent(At)
{
    public const string TypeName = "text_delivered";
}
