using Swictation.Domain.Errors;
using Swictation.Domain.Log;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>A log on a disk that a test fills up and empties again.</summary>
internal sealed class FailingEventLog(IEventLog log) : IEventLog
{
    private volatile string? _failure;
    private int _failures;

    public bool IsFull
    {
        get => _failure is not null;
        set => _failure = value ? "the disk is full" : null;
    }

    /// <summary>What is wrong with the disk; null for nothing.</summary>
    public string? Failure
    {
        get => _failure;
        set => _failure = value;
    }

    /// <summary>Asked before each append whether it fails too, for disks that come and go.</summary>
    public Func<bool> FailsNow { get; set; } = () => false;

    /// <summary>Appends that were refused.</summary>
    public int Failures => Volatile.Read(ref _failures);

    public AppendReceipt Append(ReadOnlySpan<EventToAppend> events)
    {
        if (!IsFull && !FailsNow()) return log.Append(events);

        Interlocked.Increment(ref _failures);
        throw new EventLogWriteException(
            "metrics.db", Reason.Worded(Failure ?? "the disk is full"), new IOException("No space left on device"));
    }
}
