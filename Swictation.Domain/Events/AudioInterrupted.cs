using Swictation.Domain.Reasons;

namespace Swictation.Domain.Events;

/// <summary>
/// The microphone was lost while the session was being recorded: <c>audio_interrupted</c>. The session stays open, in
/// the state <c>error</c>, and goes on when the microphone is back. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="StartS">Where in the session's audio it broke off, in seconds.</param>
/// <param name="Reason">Why it was lost, with the name of the microphone.</param>
[CarriesWords(false)]
public sealed record AudioInterrupted(SessionId Session, DateTimeOffset At, double StartS, Reason Reason)
    : EventOfSession(Session, At), IReasonedEvent
{
    public const string TypeName = "audio_interrupted";
}
