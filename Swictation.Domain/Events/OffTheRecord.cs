using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// Speech from here on is off the record, or on it again: <c>off_the_record</c>. Holds until the next such event, over
/// sessions and restarts. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="Session">The open session; null outside any.</param>
/// <param name="On">True: texts are withheld from the log, and audio is not stored.</param>
[CarriesWords(false)]
public sealed record OffTheRecord(SessionId? Session, DateTimeOffset At, bool On)
    : EventBesideSession(Session, At)
{
    public const string TypeName = "off_the_record";

    [JsonConstructor]
    internal OffTheRecord(DateTimeOffset at, bool on)
        : this(Session: null, at, on)
    {
    }
}
