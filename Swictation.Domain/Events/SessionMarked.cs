namespace Swictation.Domain.Events;

/// <summary>Somebody has marked a moment of a session, while it was recorded or later: <c>session_marked</c>.</summary>
/// <param name="MarkedAt">The moment.</param>
/// <param name="StartS">The same in seconds of recorded time since the session began.</param>
/// <param name="Text">What begins there; null where nobody has said.</param>
[CarriesWords(true, Stays = ["session_id", "timestamp", "marked_at", "start_s", "origin"])]
public sealed record SessionMarked(
    SessionId Session, DateTimeOffset At, DateTimeOffset MarkedAt, double StartS, string? Text = null)
    : Afterthought(Session, At)
{
    public const string TypeName = "session_marked";
}
