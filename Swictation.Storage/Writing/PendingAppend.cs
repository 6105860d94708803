using Swictation.Domain.Errors;
using Swictation.Domain.Log;

namespace Swictation.Storage.Writing;

/// <summary>Events that wait for the commit that runs now to end.</summary>
internal sealed class PendingAppend(EventToAppend[] events) : QueuedWriter
{
    private EventLogWriteException? _failure;
    private AppendReceipt? _receipt;

    public EventToAppend[] Events { get; } = events;

    public void Succeed(AppendReceipt receipt) => _receipt = receipt;

    public void Fail(EventLogWriteException failure) => _failure = failure;

    /// <exception cref="EventLogWriteException">The transaction that these events were in failed.</exception>
    public AppendReceipt Result()
    {
        if (_failure is { } failure) throw new EventLogWriteException(failure.Path, failure.Reason, failure);
        return _receipt ?? throw new InvalidOperationException("The thread that was to commit these events failed.");
    }
}
