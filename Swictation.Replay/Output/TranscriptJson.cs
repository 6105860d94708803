using Swictation.Domain.Events;
using Swictation.Domain.Wire;

namespace Swictation.Replay.Output;

/// <summary>A transcription as <c>--json</c> prints it; field names do not change.</summary>
internal sealed record TranscriptJson(
    double Timestamp,
    string At,
    string Text,
    int Words,
    double Wpm,
    double LatencyMs)
{
    public static TranscriptJson Of(SegmentTranscribed segment) => new(
        WireTime.ToSeconds(segment.At),
        JsonTime.Of(segment.At),
        segment.Text,
        segment.Words,
        segment.WordsPerMinute,
        segment.LatencyMs);
}
