using Swictation.Domain.Errors;
using Swictation.Domain.Log;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>A log on a disk that a test fills up and empties again.</summary>
internal sealed class FailingEventLog(IEventLog log) : IEventLog
{
    private volatile bool _isFull;
    private int _failures;

    public bool IsFull
    {
        get => _isFull;
        set => _isFull = value;
    }

    /// <summary>Appends that were refused.</summary>
    public int Failures => Volatile.Read(ref _failures);

    public AppendReceipt Append(ReadOnlySpan<EventToAppend> events)
    {
        if (!IsFull) return log.Append(events);

        Interlocked.Increment(ref _failures);
        throw new EventLogWriteException("metrics.db", "the disk is full", new IOException("No space left on device"));
    }
}
