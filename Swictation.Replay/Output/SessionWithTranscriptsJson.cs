using System.Text.Json.Serialization;
using Swictation.Domain.State;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Output;

/// <summary>What <c>show --json</c> prints; field names do not change.</summary>
/// <param name="Retry">
/// The command that has what has no text transcribed again; absent where nothing can be tried again.
/// </param>
internal sealed record SessionWithTranscriptsJson(
    SessionJson Session,
    IEnumerable<TranscriptJson> Transcripts,
    IEnumerable<WithoutTextJson> WithoutText,
    IEnumerable<GapJson> Gaps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Retry)
{
    public static SessionWithTranscriptsJson Of(
        RecordedSession session,
        IEnumerable<SpokenSegment> segments,
        IReadOnlyList<SegmentWithoutText> withoutText,
        IReadOnlyList<Gap> gaps,
        string? retry) =>
        new(
            SessionJson.Of(session),
            segments.Select(TranscriptJson.Of),
            withoutText.Select(WithoutTextJson.Of),
            gaps.Select(GapJson.Of),
            retry);
}
