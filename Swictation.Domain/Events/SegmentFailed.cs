namespace Swictation.Domain.Events;

/// <summary>
/// The recogniser failed on a segment of speech: <c>segment_failed</c>. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="StartS">Where the speech begins, in seconds of recorded audio since the session began.</param>
/// <param name="DurationS">Length of the speech in seconds.</param>
/// <param name="Error">
/// The recogniser's own message, which no code can stand for: any program may be a recogniser. The view
/// <c>segments_without_text</c> and the table <c>failed_segments</c> show it as it is.
/// </param>
[CarriesWords(true)]
public sealed record SegmentFailed(
    SessionId Session,
    DateTimeOffset At,
    double StartS,
    double DurationS,
    string Error)
    : EventOfSession(Session, At)
{
    public const string TypeName = "segment_failed";
}
