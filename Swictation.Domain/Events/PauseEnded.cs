namespace Swictation.Domain.Events;

/// <summary>
/// A pause is over, because the session goes on or because it ends: <c>pause_ended</c>. Not broadcast to protocol 1
/// clients.
/// </summary>
/// <param name="PausedS">Seconds that it has lasted; no part of the session's duration.</param>
[CarriesWords(false)]
public sealed record PauseEnded(SessionId Session, DateTimeOffset At, double PausedS)
    : EventOfSession(Session, At)
{
    public const string TypeName = "pause_ended";

    /// <summary>A pause that lasted from one moment to another; to the microsecond, as times are.</summary>
    public static PauseEnded Of(SessionId session, DateTimeOffset since, DateTimeOffset at) =>
        new(session, at, at > since ? Math.Round((at - since).TotalSeconds, 6) : 0);
}
