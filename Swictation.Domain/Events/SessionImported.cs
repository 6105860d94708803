using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// A session that was recorded elsewhere: <c>session_imported</c>. Its time is the start of the session; its
/// <see cref="SegmentImported"/> stand behind it. It opens nothing: an imported session is never the current or the last
/// one. Where it is there again, with a later position, the session has grown since: the newest figures are valid. Not
/// broadcast to protocol 1 clients.
/// </summary>
/// <param name="EndedAt">When it ended; where nobody knows, the time of its last segment.</param>
/// <param name="Reason">As in <see cref="SessionEnd"/>: <c>recovered</c> where it had no end.</param>
/// <param name="DurationS">Seconds that it lasted, as they were counted there.</param>
/// <param name="WordsPerMinute">As it was counted there; 0 where it was not.</param>
/// <param name="LatencyMs">Mean latency of its segments.</param>
/// <param name="SpokenS">Seconds of speech; null where they follow from rate and words. 0 where nobody knows.</param>
/// <param name="Recogniser">What made text of it last; null where it is not known.</param>
[CarriesWords(false)]
public sealed record SessionImported(
    SessionId Session,
    DateTimeOffset At,
    Origin Origin,
    [property: JsonPropertyName("ended")] DateTimeOffset EndedAt,
    double DurationS,
    int Segments,
    int Words,
    int Characters,
    [property: JsonPropertyName("wpm")] double WordsPerMinute,
    double LatencyMs,
    SessionEndReason? Reason = null,
    double? SpokenS = null,
    Recogniser? Recogniser = null)
    : EventOfSession(Session, At)
{
    public const string TypeName = "session_imported";
}
