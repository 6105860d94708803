using Swictation.Domain.Errors;

namespace Swictation.Domain.Log;

/// <summary>
/// Single events of a log, for who is not a client of the feed: that takes whole pages. No page is kept longer than its
/// events are asked for.
/// </summary>
public static class EventLogReading
{
    /// <summary>Every event with a greater position, up to what is newest when it is reached.</summary>
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

    /// <summary>The event at a position that the log has.</summary>
    /// <exception cref="EventLogDamagedException">It is not what was written.</exception>
    public static StoredEvent ReadAt(this IEventLogReader log, long position) => log.ReadAfter(position - 1)[0];
}
