namespace Swictation.Domain.Events;

/// <summary>
/// The microphone can be heard again: <c>audio_resumed</c>. Behind it a <c>state_change</c> says that the session is
/// being recorded. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="StartS">Where the session's audio goes on, in seconds.</param>
/// <param name="LostS">Seconds in which nothing was heard.</param>
[CarriesWords(false)]
public sealed record AudioResumed(SessionId Session, DateTimeOffset At, double StartS, double LostS)
    : EventOfSession(Session, At)
{
    public const string TypeName = "audio_resumed";
}
