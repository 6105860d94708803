namespace Swictation.Domain.Events;

/// <summary>
/// Listening stops, and the session stays open: <c>session_paused</c>. The <c>state_change</c> behind it says
/// <c>idle</c>, or <c>processing</c> while speech is still being transcribed. Not broadcast to protocol 1
/// clients.
/// </summary>
[CarriesWords(false)]
public sealed record SessionPaused(SessionId Session, DateTimeOffset At)
    : EventOfSession(Session, At)
{
    public const string TypeName = "session_paused";
}
