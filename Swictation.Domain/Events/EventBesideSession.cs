using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>An event that happens in and outside sessions. Its line does not name the session; its row does.
/// Each has a constructor for its line.</summary>
/// <param name="Session">The session it belongs to; null outside any session.</param>
public abstract record EventBesideSession([property: JsonIgnore] SessionId? Session, DateTimeOffset At)
    : SessionEvent(At)
{
    [JsonIgnore]
    public sealed override SessionId? InSession => Session;
}
