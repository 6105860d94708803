using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>An event of a session, whose line names the session.</summary>
/// <param name="Session">The session it belongs to.</param>
public abstract record EventOfSession(
    [property: JsonPropertyName("session_id"), JsonPropertyOrder(WireOrder.Session)] SessionId Session,
    DateTimeOffset At)
    : SessionEvent(At)
{
    [JsonIgnore]
    public sealed override SessionId? InSession => Session;
}
