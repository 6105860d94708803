namespace Swictation.Domain.Events;

/// <summary>Something that happened, as it stands in the event log. Its wire form is fixed for ever.</summary>
/// <param name="InSession">The session it belongs to; null outside any session.</param>
/// <param name="At">When it happened, to the microsecond.</param>
public abstract record SessionEvent(SessionId? InSession, DateTimeOffset At);
