namespace Swictation.Domain.Events;

/// <summary>All speech of the session is transcribed and stored: <c>session_end</c>.</summary>
/// <param name="Reason">Why it ended otherwise than by a stop: <see cref="Recovered"/> or <see cref="Cancelled"/>; null
/// for an ordinary stop, and then absent on the wire.</param>
[CarriesWords(false)]
public sealed record SessionEnd(SessionId Session, DateTimeOffset At, string? Reason = null)
    : EventOfSession(Session, At)
{
    public const string TypeName = "session_end";

    /// <summary>
    /// The daemon was gone for longer than the resume window and closed the session when it came back.
    /// </summary>
    public const string Recovered = "recovered";

    /// <summary>
    /// A user cancelled it: speech without text by then is never transcribed, also not after a restart.
    /// </summary>
    public const string Cancelled = "cancelled";
}
