using Swictation.Domain.Log;

namespace Swictation.Storage.Reading;

/// <summary>
/// Which events say what the daemon was doing (promise P7): of an open session all from its start, of a closed one only
/// the few that hold its outcome; and of what holds over sessions the newest word. How long the log and its closed
/// sessions are makes no difference.
/// </summary>
internal static class FoldReader
{
    public static (long[] Single, long AllAfter) Find(LandmarkStatements log, long head)
    {
        var session = log.FindSession(head);
        var start = log.FindSessionStart(session, head);
        if (start == 0) log.ThrowIfStarted(session);
        var end = log.FindSessionEnd(session, head);
        if (start > 0 && end == 0)
        {
            var before = log.FindOffTheRecord(start);
            return (before > 0 ? [before] : [], start - 1);
        }

        long[] outcome =
        [
            log.FindOffTheRecord(head),
            start,
            log.FindMetrics(start, end),
            end,
            log.FindStateChange(head),
            log.FindMetrics(0, head),
            log.FindHighestImported(start, head),
        ];
        return ([.. outcome.Where(sequence => sequence > 0).Distinct().Order()], head);
    }

    public static IEnumerable<StoredEvent> Read(IEventLogReader reader, long[] single, long allAfter) =>
        single.Select(reader.ReadAt).Concat(reader.EventsAfter(allAfter));
}
