using Swictation.Domain.Events;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Output;

/// <summary>What <c>show --json</c> prints; field names do not change.</summary>
internal sealed record SessionWithTranscriptsJson(SessionJson Session, IEnumerable<TranscriptJson> Transcripts)
{
    public static SessionWithTranscriptsJson Of(RecordedSession session, IEnumerable<SegmentTranscribed> segments) =>
        new(SessionJson.Of(session), segments.Select(TranscriptJson.Of));
}
