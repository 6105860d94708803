using Swictation.Domain.Events;
using Swictation.Domain.State;

namespace Swictation.Domain.History;

/// <summary>
/// Transcriptions in the order of their speech. A late one, after a crash or when the recogniser had
/// failed, stands later in the log.
/// </summary>
public static class SpokenOrder
{
    /// <summary>
    /// The transcriptions by where in the session they were spoken; in the order of the log where that is not measured.
    /// </summary>
    public static IReadOnlyList<SpokenSegment> Of(IEnumerable<SessionEvent> events)
    {
        var said = new List<SpokenSegment>();
        Transcription? previous = null;
        foreach (var recorded in events)
        {
            if (recorded is SegmentMeasured measured && previous is not null)
                said[^1] = new(previous, measured.StartS, measured.Confidence);
            previous = SaidIn(recorded);
            if (previous is not null) said.Add(new(previous));
        }

        // Stable: what begins at the same time stays as it is.
        var isMeasured = said.TrueForAll(segment => segment.StartS is not null);
        return isMeasured ? [.. said.OrderBy(segment => segment.StartS)] : said;
    }

    /// <summary>What was said: a transcription, also one of a session that was recorded elsewhere; null for any other event.</summary>
    internal static Transcription? SaidIn(SessionEvent recorded) => recorded switch
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
