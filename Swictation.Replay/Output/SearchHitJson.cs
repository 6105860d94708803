using System.Text.Json.Serialization;
using Swictation.Domain.History;
using Swictation.Storage.Queries;

namespace Swictation.Replay.Output;

/// <summary>What was found, a transcription or an addition, as <c>search --json</c> prints it; field names do not change.</summary>
/// <param name="Matches">Where in the text the words stand.</param>
/// <param name="InOlderText">True where they are in a text that it had before, and not in the one that it has; otherwise absent.</param>
/// <param name="Before">Those before it in its session; absent without <c>--context</c>.</param>
/// <param name="After">Those behind it.</param>
internal sealed record SearchHitJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    SpokenJson? Transcript,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    AdditionJson? Addition,
    IEnumerable<SearchMatchJson> Matches,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    bool? InOlderText,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IEnumerable<SpokenJson>? Before,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IEnumerable<SpokenJson>? After)
{
    public static SearchHitJson Of(SearchHit hit, bool withContext) => new(
        hit.Addition is null ? SpokenIn(hit, hit.Said) : null,
        hit.Addition is { } kind ? AdditionJson.Of(kind, hit.Said) : null,
        [.. hit.Marks.Select(mark => SearchMatchJson.Of(mark, hit.Said.Text))],
        hit.IsOfOlderText ? true : null,
        withContext && hit.Addition is null ? [.. hit.Before.Select(said => SpokenIn(hit, said))] : null,
        withContext && hit.Addition is null ? [.. hit.After.Select(said => SpokenIn(hit, said))] : null);

    private static SpokenJson SpokenIn(SearchHit hit, SpokenTranscript said) =>
        SpokenJson.Of(said, Math.Max(0, said.StartS ?? (said.SpokenAt - hit.SessionStartedAt).TotalSeconds));
}
