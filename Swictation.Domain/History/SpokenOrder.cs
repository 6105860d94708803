using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Domain.History;

/// <summary>Which events say something, wherever they were recorded.</summary>
internal static class SpokenOrder
{
    /// <summary>What was said: a transcription, also one of a session that was recorded elsewhere; null for any other event.</summary>
    public static Transcription? SaidIn(SessionEvent recorded) => recorded switch
    {
        Transcription said => said,
        SegmentImported e => new(
            e.Session,
            e.At,
            e.Text ?? SegmentImported.NotKept,
            SpeakingRate.WordsPerMinute(e.Words, e.DurationS),
            e.LatencyMs,
            e.Words),
        _ => null,
    };
}
