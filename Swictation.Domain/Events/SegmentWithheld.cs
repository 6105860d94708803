using System.Text.Json.Serialization;
using Swictation.Domain.Reasons;

namespace Swictation.Domain.Events;

/// <summary>
/// Sound that was taken for speech became no transcription: <c>segment_withheld</c>. Where its audio is kept, so that a
/// mistake can be heard and tried again, an <see cref="AudioKept"/> follows in the same transaction. Not broadcast to
/// protocol 1 clients.
/// </summary>
/// <param name="StartS">
/// Where it begins, in seconds of recorded audio since the session began; of text that another recogniser sent 0.
/// </param>
/// <param name="DurationS">Its length in seconds; of text that another recogniser sent 0.</param>
/// <param name="Reason">Nobody speaks in it, or the text is one that recognisers write where nobody does.</param>
/// <param name="Score">How probable it is that somebody speaks, from 0 to 1; null where that was not looked at.</param>
/// <param name="Text">The recogniser's text; null where it was not asked, and off the record.</param>
[CarriesWords(true, Stays = ["session_id", "timestamp", "reason"], Figures = ["start_s", "duration_s"])]
public sealed record SegmentWithheld(
    SessionId Session,
    DateTimeOffset At,
    double StartS,
    double DurationS,
    Reason Reason,
    double? Score = null,
    string? Text = null)
    : EventOfSession(Session, At), IReasonedEvent
{
    public const string TypeName = "segment_withheld";

    /// <summary>The reason, with what the recogniser made of it.</summary>
    [JsonIgnore]
    public Reason WithText => Text is null ? Reason : Reason.Worded($"{Text}: {Reason.Cause}");
}
