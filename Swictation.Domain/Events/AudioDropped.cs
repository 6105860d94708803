using Swictation.Domain.Reasons;

namespace Swictation.Domain.Events;

/// <summary>
/// Recorded sound was given up before it was transcribed, because no more of it fitted: <c>audio_dropped</c>. Not
/// broadcast to protocol 1 clients.
/// </summary>
/// <param name="StartS">Where it begins, in seconds of recorded audio since the session began.</param>
/// <param name="DurationS">Seconds of sound that are lost.</param>
/// <param name="Reason">Why they had to be kept in memory.</param>
[CarriesWords(false)]
public sealed record AudioDropped(
    SessionId Session, DateTimeOffset At, double StartS, double DurationS, Reason Reason)
    : EventOfSession(Session, At), IReasonedEvent
{
    public const string TypeName = "audio_dropped";
}
