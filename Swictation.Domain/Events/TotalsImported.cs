using System.Text.Json.Serialization;

namespace Swictation.Domain.Events;

/// <summary>
/// The lifetime figures of a log from elsewhere: <c>totals_imported</c>. They count in place of its imported sessions, of
/// which it may have forgotten some. Of one log the newest are valid. Not broadcast to protocol 1 clients.
/// </summary>
/// <param name="OriginLog">The log, as in <see cref="Origin"/>.</param>
/// <param name="WordsPerMinute">Their mean, as it was counted there.</param>
/// <param name="LatencyMs">Their mean latency.</param>
/// <param name="SavedMinutes">Minutes that typing would have taken longer.</param>
/// <param name="BestWpm">The best rate of a session; null where it is not known.</param>
/// <param name="BestWpmSession">The session that had it, by its number here.</param>
/// <param name="LowestLatencyMs">The lowest mean latency of a session; null where it is not known.</param>
/// <param name="LowestLatencySession">The session that had it, by its number here.</param>
[CarriesWords(false)]
public sealed record TotalsImported(
    DateTimeOffset At,
    string OriginLog,
    long Words,
    long Characters,
    long Sessions,
    long Segments,
    double Minutes,
    [property: JsonPropertyName("wpm")] double WordsPerMinute,
    double LatencyMs,
    double SavedMinutes,
    double? BestWpm = null,
    long? BestWpmSession = null,
    double? LowestLatencyMs = null,
    long? LowestLatencySession = null)
    : SessionEvent(At)
{
    public const string TypeName = "totals_imported";
}
