namespace Swictation.Domain.Events;

/// <summary>Somebody has written a note about a session: <c>session_noted</c>.</summary>
[CarriesWords(true, Stays = ["session_id", "timestamp", "origin"], Blanks = ["text"])]
public sealed record SessionNoted(SessionId Session, DateTimeOffset At, string Text) : Afterthought(Session, At)
{
    public const string TypeName = "session_noted";
}
