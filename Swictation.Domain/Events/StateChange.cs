using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>The daemon's phase changed: <c>state_change</c>.</summary>
[CarriesWords(false)]
public sealed record StateChange(
    SessionId? Session,
    DateTimeOffset At,
    [property: JsonPropertyName("state"), JsonPropertyOrder(WireOrder.State)] Phase Phase)
    : EventBesideSession(Session, At)
{
    public const string TypeName = "state_change";

    [JsonConstructor]
    internal StateChange(DateTimeOffset at, Phase phase)
        : this(Session: null, at, phase)
    {
    }
}
