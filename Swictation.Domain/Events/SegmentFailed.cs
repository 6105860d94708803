using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// The recogniser failed on a segment of speech: <c>segment_failed</c>. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="StartS">Where the speech begins, in seconds of recorded audio since the session began.</param>
/// <param name="DurationS">Length of the speech in seconds.</param>
/// <param name="Error">
/// The recogniser's own message, which no code can stand for: any program may be a recogniser. The view
/// <c>segments_without_text</c> and the table <c>failed_segments</c> show it as it is.
/// </param>
/// <param name="IsForgotten">True: the message was removed, and the audio with it; nothing is left to be tried again.</param>
[CarriesWords(true, Stays = ["session_id", "timestamp"], Figures = ["start_s", "duration_s"], Blanks = ["error"])]
public sealed record SegmentFailed(
    SessionId Session,
    DateTimeOffset At,
    double StartS,
    double DurationS,
    string Error,
    [property: JsonPropertyName("forgotten"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    bool IsForgotten = false)
    : EventOfSession(Session, At)
{
    public const string TypeName = "segment_failed";
}
