using Swictation.Domain.Events;
using Swictation.Domain.Log;

namespace Swictation.Storage.Reading;

/// <summary>Where the events are that a client needs to catch up with a session.</summary>
internal static class CatchUpFinder
{
    public static CatchUpPositions Find(LandmarkStatements log, long upTo, SessionId? wanted, int transcriptions)
    {
        var stateChange = log.FindStateChange(upTo);
        var session = wanted?.Value ?? log.FindSession(upTo);
        var start = log.FindSessionStart(session, upTo);
        if (start == 0 && wanted is null) log.ThrowIfStarted(session);
        if (start == 0) return new(upTo, stateChange, null, 0, 0, 0, log.FindMetrics(0, upTo), 0);

        var end = log.FindSessionEnd(session, upTo);
        var (first, last) = log.FindTranscriptions(session, upTo, transcriptions);
        var metricsUpTo = wanted is null ? upTo : LastOfSession(log, end, upTo);
        return new(
            upTo, stateChange, new SessionId(session), start, first, last, log.FindMetrics(start, metricsUpTo), end);
    }

    /// <summary>The figures of a past session are complete with the state change that follows its end.</summary>
    private static long LastOfSession(LandmarkStatements log, long end, long upTo)
    {
        if (end == 0) return upTo;
        var settled = log.FindStateChangeAfter(end, upTo);
        return settled == 0 ? end : settled;
    }
}
