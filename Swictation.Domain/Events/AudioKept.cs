namespace Swictation.Domain.Events;

/// <summary>
/// The audio of a segment that the recogniser failed on is kept, so that it can be tried again: <c>audio_kept</c>.
/// Appended in one transaction with the <see cref="SegmentFailed"/> before it; not broadcast to protocol 1 clients.
/// </summary>
/// <param name="StartS">Where the speech begins, in seconds of recorded audio since the session began.</param>
/// <param name="DurationS">Length of the speech in seconds.</param>
/// <param name="File">Name of its file, beside the database.</param>
[CarriesWords(false)]
public sealed record AudioKept(
    SessionId Session,
    DateTimeOffset At,
    double StartS,
    double DurationS,
    string File)
    : EventOfSession(Session, At)
{
    public const string TypeName = "audio_kept";
}
