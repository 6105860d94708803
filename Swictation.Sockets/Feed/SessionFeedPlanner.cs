using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Sockets.Feed;

/// <summary>
/// One session as it happened: the state change that was current before it, then everything from its start to the idle
/// state after its end. Of a session that is still open the last range reaches into the future: the client comes to the
/// present and stays live.
/// </summary>
/// <param name="session">Where the log does not have it, there is nothing to be had.</param>
public sealed class SessionFeedPlanner(IEventLogReader log, SessionId session, Pace pace) : IFeedPlanner
{
    public IReadOnlyList<FeedRange> PlanForNewClient()
    {
        var found = log.FindCatchUp(log.Head, session, transcriptions: 0);
        if (found.SessionStart == 0) return [];

        var ranges = new List<FeedRange>();
        var before = log.FindCatchUp(found.SessionStart - 1, session, transcriptions: 0).StateChange;
        if (before > 0) ranges.Add(FeedRange.Only(before));

        if (found.SessionEnd == 0)
        {
            ranges.Add(new(found.SessionStart - 1, Pace: pace));
            return ranges;
        }

        // What settles is not paced: after a crash it was recorded when the daemon came back, days later perhaps.
        ranges.Add(new(found.SessionStart - 1, found.SessionEnd, Pace: pace));
        ranges.Add(new(found.SessionEnd, FindSettled(found.SessionEnd)));
        return ranges;
    }

    /// <summary>
    /// The state change that follows the end of a session, and the metrics that were appended with it: they are what
    /// the feed repeats afterwards, and those before them still say that the session is open.
    /// </summary>
    private long FindSettled(long end)
    {
        for (var page = log.ReadAfter(end); !page.IsEmpty; page = log.ReadAfter(page.Last))
        {
            foreach (var entry in page.Entries)
            {
                if (entry.Type == EventType.SessionStart) return end;
                if (entry.Type == EventType.StateChange) return FindMetricsDirectlyAfter(entry.Sequence);
            }
        }

        return end;
    }

    private long FindMetricsDirectlyAfter(long stateChange)
    {
        var page = log.ReadAfter(stateChange);
        var hasMetrics = !page.IsEmpty && page.Entries[0].Type == EventType.MetricsUpdate;
        return hasMetrics ? page.Entries[0].Sequence : stateChange;
    }
}
