using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// What recognises the speech of a session from here on: <c>recogniser_changed</c>. Behind each start of a session, and
/// before the first text of another recogniser; where text came later, its recogniser stands before it. Not broadcast to
/// protocol 1 clients.
/// </summary>
/// <param name="Recogniser">Its name.</param>
/// <param name="Model">As of <see cref="Swictation.Domain.Events.Recogniser"/>, like those behind it.</param>
[CarriesWords(false)]
[method: JsonConstructor]
public sealed record RecogniserChanged(
    SessionId Session,
    DateTimeOffset At,
    string Recogniser,
    string? Model = null,
    [property: JsonPropertyName("sha256")] string? Sha256 = null,
    string? Language = null,
    string? Settings = null)
    : EventOfSession(Session, At)
{
    public const string TypeName = "recogniser_changed";

    public RecogniserChanged(SessionId session, DateTimeOffset at, Recogniser recogniser)
        : this(session, at, recogniser.Name, recogniser.Model, recogniser.Sha256, recogniser.Language, recogniser.Settings)
    {
    }

    /// <summary>All that it says.</summary>
    [JsonIgnore]
    public Recogniser What => new(Recogniser, Model, Sha256, Language, Settings);
}
