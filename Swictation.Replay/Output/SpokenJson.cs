using System.Text.Json;
using System.Text.Json.Serialization;
using Swictation.Domain.History;
using Swictation.Domain.Wire;

namespace Swictation.Replay.Output;

/// <summary>A transcription as <c>show</c> and <c>export</c> print it; field names do not change.</summary>
/// <param name="SpokenAt">When the speech began, RFC 3339 in UTC.</param>
/// <param name="StartS">Seconds from the start of the session to the start of the speech.</param>
/// <param name="DurationS">Seconds of speech; absent where the source does not tell.</param>
/// <param name="Version">Of the text; absent for the first one.</param>
/// <param name="Chapter">The newest mark before it, in an export; absent where there is none.</param>
/// <param name="Origin">Where it was recorded; absent in <c>show</c> where that was here.</param>
/// <param name="Original">The text that was recognised at first, in an export; absent where it is the text still.</param>
/// <param name="Added">
/// In an export the events with its later texts and, with the first sentence of a session, its titles, tags, notes and marks, each
/// with its origin; absent where there are none.
/// </param>
/// <param name="Delivery">In <c>show</c> what became of it at the cursor; absent where it was not to be typed.</param>
/// <param name="Timestamp">Of its event, in seconds since 1970, and so is <paramref name="At"/>.</param>
internal sealed record SpokenJson(
    long Seq,
    long SessionId,
    string SpokenAt,
    double StartS,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    double? DurationS,
    double Timestamp,
    string At,
    string Text,
    int Words,
    double Wpm,
    double LatencyMs,
    bool OffTheRecord,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    double? Confidence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    JsonElement? WordConfidences,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    int? Version = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Chapter = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    OriginJson? Origin = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Original = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    JsonElement[]? Added = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    DeliveryJson? Delivery = null)
{
    /// <param name="startS">Seconds from the start of the session.</param>
    public static SpokenJson Of(SpokenTranscript said, double startS) => new(
        said.Sequence,
        said.Session.Value,
        JsonTime.Of(said.SpokenAt),
        Math.Round(startS, 6),
        said.DurationS > 0 ? said.DurationS : null,
        WireTime.ToSeconds(said.At),
        JsonTime.Of(said.At),
        said.Text,
        said.Words,
        said.WordsPerMinute,
        said.LatencyMs,
        said.IsOffTheRecord,
        said.Confidence,
        said.WordConfidences is { } words ? JsonElement.Parse(words) : null,
        said.Version > 1 ? said.Version : null,
        Chapter: null,
        said.Origin is { } origin ? new(origin.Log, origin.Session, origin.Position) : null);
}
