using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Sockets.Cursors;

/// <summary>
/// One session as it happened: the state change that was current before it, then everything from its start to the idle
/// state after its end, and what was transcribed later still. Of a session that is still open the last range reaches
/// into the future: the client comes to the present and stays live.
/// </summary>
/// <param name="session">A session that the log does not have gives an empty plan.</param>
/// <param name="from">Earlier events of the session are left out, its start too.</param>
/// <param name="after">Events up to this position are left out: a client resumes there.</param>
public sealed class SessionFeedPlanner(
    IEventLogReader log, SessionId session, Pace pace, TimeSpan from = default, long after = 0) : IFeedPlanner
{
    // The last of the search is a look at one after the other, in the page with which the client begins.
    private const int MostLookedThrough = 100;

    public FeedPlan PlanForNewClient()
    {
        var found = log.FindCatchUp(log.Head, session, transcriptions: 1);
        if (found.SessionStart == 0) return new([]);

        var ranges = new List<FeedRange>();
        var first = Math.Max(after, FindFrom(found) - 1);
        var before = log.FindCatchUp(found.SessionStart - 1, session, transcriptions: 0).StateChange;
        if (before > after && first < found.SessionStart) ranges.Add(FeedRange.Only(before));

        if (found.SessionEnd == 0)
        {
            ranges.Add(new(first, Pace: pace));
            return new(ranges);
        }

        // The events that close a session are not paced: after a crash the next start recorded them, maybe days later.
        if (first < found.SessionEnd) ranges.Add(new(first, found.SessionEnd, Pace: pace));
        var settled = Math.Max(first, FindSettled(found.SessionEnd));
        ranges.Add(new(Math.Max(first, found.SessionEnd), settled));
        // A measurement stands behind its transcription.
        var lastLate = Math.Min(found.LastTranscription + 1, found.UpTo);
        if (lastLate > settled) ranges.Add(new(settled, lastLate, Session: session));
        return new(ranges);
    }

    /// <summary>
    /// The first event of the session that is late enough; the position after its last if none is. Where the clock was set back
    /// meanwhile, one of those that are.
    /// </summary>
    private long FindFrom(CatchUpPositions found)
    {
        if (from <= TimeSpan.Zero) return found.SessionStart;

        var earliestUs = log.ReadAt(found.SessionStart).AtMicroseconds + (long)from.TotalMicroseconds;
        var before = FindBefore(earliestUs, found.SessionStart, found.SessionEnd == 0 ? found.UpTo : found.SessionEnd);
        foreach (var stored in log.EventsAfter(before))
        {
            if (stored.AtMicroseconds >= earliestUs || stored.Sequence == found.SessionEnd) return stored.Sequence;
        }

        return found.UpTo + 1;
    }

    /// <summary>An event that is too early, a few before the first that is not: what lies between is halved until it is few.</summary>
    private long FindBefore(long earliestUs, long first, long last)
    {
        while (last - first > MostLookedThrough)
        {
            var middle = first + ((last - first) / 2);
            var page = log.ReadFirst(middle - 1);
            if (page.IsEmpty || page.Entries[0].Sequence >= last || page.Entries[0].AtMicroseconds >= earliestUs) last = middle;
            else first = page.Entries[0].Sequence;
        }

        return first;
    }

    /// <summary>
    /// The state change that follows the end of a session, and the metrics that were appended with it: they are what
    /// the feed repeats afterwards, and those before them still say that the session is open.
    /// </summary>
    private long FindSettled(long end)
    {
        // Nothing settles an imported session: what stands behind it is another one.
        if (log.ReadAt(end).Type.IsImported) return end;

        foreach (var stored in log.EventsAfter(end))
        {
            if (stored.Type == SessionStart.TypeName) return end;
            if (stored.Type == StateChange.TypeName) return FindMetricsDirectlyAfter(stored.Sequence);
        }

        return end;
    }

    private long FindMetricsDirectlyAfter(long stateChange)
    {
        var page = log.ReadFirst(stateChange);
        var hasMetrics = !page.IsEmpty && page.Entries[0].Type == MetricsUpdate.TypeName;
        return hasMetrics ? page.Entries[0].Sequence : stateChange;
    }
}
