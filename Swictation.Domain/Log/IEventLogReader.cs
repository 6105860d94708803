using Swictation.Domain.Errors;
using Swictation.Domain.Events;

namespace Swictation.Domain.Log;

/// <summary>The reading side of the event log: everything after the recorder is a position in it and a pace.</summary>
public interface IEventLogReader
{
    /// <summary>Random name of this log, made with it: a position is meaningful only together with it.</summary>
    string LogId { get; }

    /// <summary>Sequence number of the newest committed event; 0 while the log is empty.</summary>
    long Head { get; }

    /// <summary>Sequence number of the oldest event that is still there; 1 while the log is empty.</summary>
    long Oldest { get; }

    /// <summary>
    /// The events that follow <paramref name="after"/>, as many as fit in a page; an empty page when there are none.
    /// The newest events come from memory, older ones from disk. No read transaction outlives the call.
    /// </summary>
    /// <exception cref="EventLogDamagedException">
    /// A stored event differs from what was written. The events before it have been returned; later ones may be
    /// readable.
    /// </exception>
    EventPage ReadAfter(long after);

    /// <summary>
    /// As <see cref="ReadAfter"/>, but only stored lines: for clients that were not connected when text off the record
    /// was committed, which the newest events in memory may still hold (<see cref="EventPage.HoldsLiveText"/>).
    /// </summary>
    EventPage ReadStored(long after);

    /// <summary>
    /// As <see cref="ReadStored"/>, for who wants only the first of them: a page of its own is read with that one alone.
    /// </summary>
    EventPage ReadFirst(long after) => ReadStored(after);

    /// <summary>
    /// As <see cref="ReadAfter"/> but from memory only, so that it never waits for a disk; false when the events that follow
    /// <paramref name="after"/> are not there any more.
    /// </summary>
    bool TryReadRecent(long after, out EventPage page);

    /// <summary>
    /// Completes when an event with a greater sequence number than <paramref name="after"/> is committed.
    /// </summary>
    ValueTask WaitForMoreAsync(long after, CancellationToken cancellationToken);

    /// <summary>The positions of the events that a client needs to catch up with a session.</summary>
    /// <param name="upTo">Nothing newer than this sequence number counts.</param>
    /// <param name="session">The session; null for the open one or, when none is open, the last one.</param>
    /// <param name="transcriptions">How many of the newest transcriptions are wanted.</param>
    CatchUpPositions FindCatchUp(long upTo, SessionId? session, int transcriptions);

    /// <summary>
    /// The place of a session in the log; null where the log has no such session. That of an imported one is its first and
    /// its last event.
    /// </summary>
    /// <param name="upTo">Nothing newer than this sequence number counts.</param>
    /// <param name="session">The session; null for the one that was started last, which no imported one is.</param>
    SessionPositions? FindSession(long upTo, SessionId? session);

    /// <summary>The hash of all events up to a position (promise P12). Reads some hundred events.</summary>
    /// <param name="position">Null for the newest position that has one.</param>
    /// <returns>
    /// Null where it cannot be had: the position is not there or not chained yet, events around it were taken out, or the log
    /// has no chain.
    /// </returns>
    LogHash? FindHash(long? position = null) => null;
}
