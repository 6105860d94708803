namespace Swictation.Domain.Events;

/// <summary>
/// The microphone gives nothing but zeros, as one does that is muted: <c>audio_silent</c>. The session is recorded all
/// the same. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="StartS">Where in the session's audio that began, in seconds.</param>
/// <param name="Reason">The cause, for people.</param>
public sealed record AudioFellSilent(SessionId Session, DateTimeOffset At, double StartS, string Reason)
    : SessionEvent(Session, At);
