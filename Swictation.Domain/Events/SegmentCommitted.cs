namespace Swictation.Domain.Events;

/// <summary>
/// How long it took from the end of speech until its transcription was committed, and with what:
/// <c>segment_committed</c>. Appended with the next events, because a commit cannot tell its own duration; for segments
/// of audio that were transcribed as they were spoken. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="Segment">Position of the transcription in the log.</param>
/// <param name="CaptureMs">From the end of speech until the segment was known to be over, and cut.</param>
/// <param name="QueueMs">From then until the recogniser began with it.</param>
/// <param name="RecognitionMs">Time of the recogniser.</param>
/// <param name="CommitMs">From its result until the transcription was committed.</param>
/// <param name="LatencyMs">All of it together.</param>
[CarriesWords(false)]
public sealed record SegmentCommitted(
    SessionId Session,
    DateTimeOffset At,
    long Segment,
    double CaptureMs,
    double QueueMs,
    double RecognitionMs,
    double CommitMs,
    double LatencyMs)
    : EventOfSession(Session, At)
{
    public const string TypeName = "segment_committed";
}
