namespace Swictation.Domain.Events;

/// <summary>All speech of the session is transcribed and stored: <c>session_end</c>.</summary>
/// <param name="Reason">Why it ended otherwise than by a stop; null for an ordinary stop, and then absent on the
/// wire.</param>
[CarriesWords(false)]
public sealed record SessionEnd(SessionId Session, DateTimeOffset At, SessionEndReason? Reason = null)
    : EventOfSession(Session, At)
{
    public const string TypeName = "session_end";
}
