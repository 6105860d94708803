namespace Swictation.Domain.Events;

/// <summary>A session has got a tag, or has lost it: <c>session_tagged</c>.</summary>
/// <param name="On">False where the tag is taken off.</param>
[CarriesWords(true, Stays = ["session_id", "timestamp", "on", "origin"], Blanks = ["tag"])]
public sealed record SessionTagged(SessionId Session, DateTimeOffset At, string Tag, bool On) : Afterthought(Session, At)
{
    public const string TypeName = "session_tagged";
}
