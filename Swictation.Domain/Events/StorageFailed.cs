using System.Text.Json.Serialization;
using Swictation.Domain.Reasons;

namespace Swictation.Domain.Events;

/// <summary>
/// The log could not be written from here on: <c>storage_failed</c>. Stored when it can be written again, behind a
/// <c>state_change</c> to error and in front of everything that was held in memory meanwhile. Not broadcast to
/// protocol 1 clients.
/// </summary>
/// <param name="Session">The session that was open when it began; null outside any.</param>
/// <param name="Reason">Why it could not be written.</param>
[CarriesWords(false)]
public sealed record StorageFailed(SessionId? Session, DateTimeOffset At, Reason Reason)
    : EventBesideSession(Session, At), IReasonedEvent
{
    public const string TypeName = "storage_failed";

    [JsonConstructor]
    internal StorageFailed(DateTimeOffset at, Reason reason)
        : this(Session: null, at, reason)
    {
    }
}
