using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// A daemon found this session open in the log at its start: <c>session_recovered</c>. Not broadcast to protocol 1
/// clients.
/// </summary>
/// <param name="Resumed">True if the session goes on, false if it is closed with the next events.</param>
/// <param name="LastEventAt">Time of the session's last event before the daemon was gone.</param>
[CarriesWords(false)]
public sealed record SessionRecovered(
    SessionId Session,
    DateTimeOffset At,
    bool Resumed,
    [property: JsonPropertyName("last_event")] DateTimeOffset LastEventAt)
    : EventOfSession(Session, At)
{
    public const string TypeName = "session_recovered";
}
