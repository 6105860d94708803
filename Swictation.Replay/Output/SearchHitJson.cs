using System.Text.Json.Serialization;
using Swictation.Domain.History;
using Swictation.Storage.Queries;

namespace Swictation.Replay.Output;

/// <summary>A transcription that was found, as <c>search --json</c> prints it; field names do not change.</summary>
/// <param name="Matches">Where in the text the words stand.</param>
/// <param name="Before">Those before it in its session; absent without <c>--context</c>.</param>
/// <param name="After">Those behind it.</param>
internal sealed record SearchHitJson(
    SpokenJson Transcript,
    IEnumerable<SearchMatchJson> Matches,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IEnumerable<SpokenJson>? Before,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IEnumerable<SpokenJson>? After)
{
    public static SearchHitJson Of(SearchHit hit, bool withContext) => new(
        SpokenIn(hit, hit.Said),
        [.. hit.Marks.Select(mark => SearchMatchJson.Of(mark, hit.Said.Text))],
        withContext ? [.. hit.Before.Select(said => SpokenIn(hit, said))] : null,
        withContext ? [.. hit.After.Select(said => SpokenIn(hit, said))] : null);

    private static SpokenJson SpokenIn(SearchHit hit, SpokenTranscript said) =>
        SpokenJson.Of(said, Math.Max(0, said.StartS ?? (said.SpokenAt - hit.SessionStartedAt).TotalSeconds));
}
