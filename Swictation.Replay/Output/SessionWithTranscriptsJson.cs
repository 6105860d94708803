using System.Text.Json.Serialization;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.State;

namespace Swictation.Replay.Output;

/// <summary>The output of <c>show --json</c>; field names do not change.</summary>
/// <param name="WaitingAudioS">
/// Seconds of audio that are not transcribed, or not all; absent where there are none.
/// </param>
/// <param name="Retry">
/// The command that transcribes segments without text again; absent where none can be tried again.
/// </param>
internal sealed record SessionWithTranscriptsJson(
    SessionJson Session,
    IEnumerable<TranscriptJson> Transcripts,
    IEnumerable<WithoutTextJson> WithoutText,
    IEnumerable<GapJson> Gaps,
    IEnumerable<RecogniserChangeJson> Recognisers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    double? WaitingAudioS,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Retry)
{
    public static SessionWithTranscriptsJson Of(
        RecordedSession session,
        IEnumerable<SpokenSegment> segments,
        IReadOnlyList<SegmentWithoutText> withoutText,
        IReadOnlyList<Gap> gaps,
        IReadOnlyList<RecogniserChanged> recognisers,
        TimeSpan? waiting,
        string? retry) =>
        new(
            SessionJson.Of(session),
            segments.Select(TranscriptJson.Of),
            withoutText.Select(WithoutTextJson.Of),
            gaps.Select(GapJson.Of),
            recognisers.Select(RecogniserChangeJson.Of),
            waiting?.TotalSeconds,
            retry);
}
