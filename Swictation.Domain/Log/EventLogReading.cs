using Swictation.Domain.Errors;

namespace Swictation.Domain.Log;

/// <summary>
/// Single events of a log, for code other than the feed, which takes whole pages. A page is kept only while its events
/// are read.
/// </summary>
public static class EventLogReading
{
    /// <summary>Every event with a greater position, up to the one that is the newest when it is reached.</summary>
    /// <exception cref="EventLogDamagedException">
    /// An event is not what was written; those before it were given.
    /// </exception>
    public static IEnumerable<StoredEvent> EventsAfter(this IEventLogReader log, long after)
    {
        for (var page = log.ReadAfter(after); !page.IsEmpty; page = log.ReadAfter(page.Last))
        {
            for (var i = 0; i < page.Count; i++) yield return page[i];
        }
    }

    /// <summary>The event at a position; null where the log has none: it may have been taken out.</summary>
    /// <exception cref="EventLogDamagedException">It is not what was written.</exception>
    public static StoredEvent? FindAt(this IEventLogReader log, long position)
    {
        if (position < 1 || position > log.Head) return null;
        var page = log.ReadFirst(position - 1);
        return !page.IsEmpty && page[0].Sequence == position ? page[0] : null;
    }

    /// <summary>The event at a position that the log has.</summary>
    /// <exception cref="EventLogDamagedException">It is not what was written.</exception>
    public static StoredEvent ReadAt(this IEventLogReader log, long position) => log.ReadFirst(position - 1)[0];
}
