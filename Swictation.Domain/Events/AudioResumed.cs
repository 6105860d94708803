namespace Swictation.Domain.Events;

/// <summary>
/// The microphone can be heard again: <c>audio_resumed</c>. Behind it a <c>state_change</c> says that the session is
/// being recorded. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="StartS">Where the session's audio goes on, in seconds.</param>
/// <param name="LostS">Seconds in which nothing was heard.</param>
public sealed record AudioResumed(SessionId Session, DateTimeOffset At, double StartS, double LostS)
    : SessionEvent(Session, At);
