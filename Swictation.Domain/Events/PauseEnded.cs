namespace Swictation.Domain.Events;

/// <summary>
/// A pause is over, because the session goes on or because it ends: <c>pause_ended</c>. Not broadcast to protocol 1
/// clients.
/// </summary>
/// <param name="PausedS">Seconds that it has lasted; no part of the session's duration.</param>
public sealed record PauseEnded(SessionId Session, DateTimeOffset At, double PausedS) : SessionEvent(Session, At);
