using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Sockets.Cursors;

/// <summary>
/// Protocol 1: the current state change; of the current or else the last session its start, its newest transcriptions,
/// its newest metrics and its end; then live. All are stored lines, and live begins exactly where the catch-up was
/// looked up (promise P4).
/// </summary>
/// <param name="transcriptions">How many transcriptions of the session a late client gets.</param>
public sealed class LiveFeedPlanner(IEventLogReader log, int transcriptions) : IFeedPlanner
{
    public const int DefaultTranscriptions = 1000;

    public FeedPlan PlanForNewClient()
    {
        var found = log.FindCatchUp(log.Head, session: null, transcriptions);
        var ranges = new List<FeedRange>();
        AddEvent(found.StateChange);
        AddEvent(found.SessionStart);
        if (found.LastTranscription > 0)
        {
            ranges.Add(new(
                found.FirstTranscription - 1, found.LastTranscription, Transcription.TypeName, found.Session));
        }

        AddEvent(found.MetricsUpdate);
        AddEvent(found.SessionEnd);
        ranges.Add(new(found.UpTo));
        return new(ranges, FindCut(found));

        void AddEvent(long sequence)
        {
            if (sequence > 0) ranges.Add(FeedRange.Only(sequence));
        }
    }

    private CatchUpCut? FindCut(CatchUpPositions found)
    {
        if (found.LastTranscription == 0 || found.Session is not { } session) return null;

        var before = log.FindCatchUp(found.FirstTranscription - 1, session, transcriptions: 1);
        if (before.LastTranscription == 0) return null;

        return new(session, transcriptions, Math.Max(CountedBy(found.MetricsUpdate), transcriptions + 1L));
    }

    private long CountedBy(long metrics) =>
        metrics > 0 && WireReader.Read(log.ReadAt(metrics)) is MetricsUpdate updated
            ? updated.Figures.Segments
            : 0;
}
