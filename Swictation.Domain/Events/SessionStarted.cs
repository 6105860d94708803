namespace Swictation.Domain.Events;

/// <summary>Recording began: <c>session_start</c>.</summary>
public sealed record SessionStarted(SessionId Session, DateTimeOffset At) : SessionEvent(Session, At);
