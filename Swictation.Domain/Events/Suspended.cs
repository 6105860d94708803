namespace Swictation.Domain.Events;

/// <summary>
/// The machine slept while the session was open and not paused: <c>suspended</c>. Appended when it is awake again, so
/// that the time between the event before and this one is sleep. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="At">When it was awake again.</param>
/// <param name="SuspendedS">How long it slept, in seconds; no part of the session's duration.</param>
[CarriesWords(false)]
public sealed record Suspended(SessionId Session, DateTimeOffset At, double SuspendedS)
    : EventOfSession(Session, At)
{
    public const string TypeName = "suspended";
}
