namespace Swictation.Domain.Events;

/// <summary>The daemon's phase changed: <c>state_change</c>.</summary>
public sealed record StateChanged(SessionId? Session, DateTimeOffset At, Phase Phase) : SessionEvent(Session, At);
