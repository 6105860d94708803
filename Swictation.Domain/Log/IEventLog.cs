using Swictation.Domain.Errors;

namespace Swictation.Domain.Log;

/// <summary>The writing side of the event log, the system's only truth. Only the recorder takes it.</summary>
public interface IEventLog
{
    /// <summary>
    /// Appends events in one transaction, in order, and returns when they are committed (promises P1 and P2). Each gets
    /// the next sequence number: contiguous from 1, never used again. May be called from many threads: events that
    /// queue up while a commit runs go into the next one together (group commit). Blocks for as long as a commit takes,
    /// 20 to 200 µs on an ordinary disk; there is no asynchronous form because SQLite has none.
    /// </summary>
    /// <exception cref="EventLogWriteException">
    /// Nothing was appended; the same events may be appended again.
    /// </exception>
    AppendReceipt Append(ReadOnlySpan<EventToAppend> events);
}
