using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// An event that somebody adds about a session at any time, also long after its end: another text of a sentence, a title, a
/// note. It says nothing of the recording: it changes no state, and a session lasts no longer because of it. Not broadcast to
/// protocol 1 clients.
/// </summary>
public abstract record Afterthought(SessionId Session, DateTimeOffset At) : EventOfSession(Session, At)
{
    /// <summary>Where it was added, if that was in another log; null where it was here.</summary>
    [JsonPropertyOrder(WireOrder.Last)]
    public Origin? Origin { get; init; }
}
