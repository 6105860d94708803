using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Storage.Reading;

/// <summary>Finds sessions in the log, and the events that a client needs to catch up with one.</summary>
internal static class CatchUpFinder
{
    public static SessionPositions? FindSession(LandmarkStatements log, long upTo, SessionId? wanted)
    {
        var session = wanted?.Value ?? log.FindSession(upTo);
        var start = log.FindSessionStart(session, upTo);
        if (start > 0) return new(new(session), start, log.FindSessionEnd(session, upTo));
        if (wanted is null)
        {
            log.ThrowIfStarted(session);
            return null;
        }

        var (imported, last) = log.FindImportedSession(session, upTo);
        return imported > 0 ? new(new(session), imported, last) : null;
    }

    public static CatchUpPositions Find(LandmarkStatements log, long upTo, SessionId? wanted, int transcriptions)
    {
        var stateChange = log.FindStateChange(upTo);
        if (FindSession(log, upTo, wanted) is not var (session, start, end))
            return new(upTo, stateChange, null, 0, 0, 0, log.FindMetrics(0, upTo), 0);

        var (first, last) = log.FindTranscriptions(session.Value, upTo, transcriptions);
        var metricsUpTo = wanted is null ? upTo : LastOfSession(log, end, upTo);
        return new(upTo, stateChange, session, start, first, last, log.FindMetrics(start, metricsUpTo), end);
    }

    /// <summary>The figures of a past session are complete with the state change that follows its end.</summary>
    private static long LastOfSession(LandmarkStatements log, long end, long upTo)
    {
        if (end == 0) return upTo;
        var settled = log.FindStateChangeAfter(end, upTo);
        return settled == 0 ? end : settled;
    }
}
