namespace Swictation.Domain.Events;

/// <summary>
/// The recogniser had failed on a segment, and found no words in it when it tried again: <c>segment_silent</c>. Not
/// broadcast to protocol 1 clients.
/// </summary>
/// <param name="StartS">Where the segment begins, in seconds of recorded audio since the session began.</param>
/// <param name="DurationS">Its length in seconds.</param>
[CarriesWords(false)]
public sealed record SegmentSilent(
    SessionId Session,
    DateTimeOffset At,
    double StartS,
    double DurationS)
    : EventOfSession(Session, At)
{
    public const string TypeName = "segment_silent";
}
