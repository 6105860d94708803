namespace Swictation.Domain.Events;

/// <summary>Recording began: <c>session_start</c>.</summary>
[CarriesWords(false)]
public sealed record SessionStart(SessionId Session, DateTimeOffset At)
    : EventOfSession(Session, At)
{
    public const string TypeName = "session_start";
}
