namespace Swictation.Domain.Events;

/// <summary>A session has another title from here on: <c>session_titled</c>.</summary>
/// <param name="Title">Empty where it has none any more.</param>
[CarriesWords(true, Stays = ["session_id", "timestamp", "origin"], Blanks = ["title"])]
public sealed record SessionTitled(SessionId Session, DateTimeOffset At, string Title) : Afterthought(Session, At)
{
    public const string TypeName = "session_titled";
}
