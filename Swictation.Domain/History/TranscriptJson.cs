using System.Text.Json.Serialization;
using Swictation.Domain.Wire;

namespace Swictation.Domain.History;

/// <summary>A transcription as <c>--json</c> prints it; field names do not change.</summary>
/// <param name="Confidence">How sure the recogniser was, 0 to 1; absent where it did not say.</param>
/// <param name="WordConfidences">The same of each word.</param>
/// <param name="OffTheRecord">True: the text was said off the record and is withheld.</param>
public sealed record TranscriptJson(
    double Timestamp,
    string At,
    string Text,
    int Words,
    double Wpm,
    double LatencyMs,
    bool OffTheRecord,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    double? Confidence = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IEnumerable<double>? WordConfidences = null)
{
    public static TranscriptJson Of(SpokenSegment segment) => new(
        WireTime.ToSeconds(segment.Said.At),
        JsonTime.Of(segment.Said.At),
        segment.Said.Text,
        segment.Said.Words,
        segment.Said.WordsPerMinute,
        segment.Said.LatencyMs,
        segment.Said.IsOffTheRecord,
        segment.Confidence?.Overall,
        segment.Confidence is { Words: { IsDefaultOrEmpty: false } words } ? words : null);
}
