using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// The log can be written again, and everything that was held in memory stands in front of this event:
/// <c>storage_restored</c>. Behind it a <c>state_change</c> has the daemon's state. Not broadcast to protocol 1
/// clients.
/// </summary>
/// <param name="Session">The session that is open now; null outside any.</param>
/// <param name="OutageS">Seconds for which nothing could be written.</param>
/// <param name="Events">How many events were held.</param>
[CarriesWords(false)]
public sealed record StorageRestored(SessionId? Session, DateTimeOffset At, double OutageS, int Events)
    : EventBesideSession(Session, At)
{
    public const string TypeName = "storage_restored";

    [JsonConstructor]
    internal StorageRestored(DateTimeOffset at, double outageS, int events)
        : this(Session: null, at, outageS, events)
    {
    }
}
