using Swictation.Domain.Log;

namespace Swictation.Storage.Reading.Tail;

/// <summary>The end of the log inside the daemon: moved by each commit, which wakes those who wait for it.</summary>
internal sealed class LiveHead(long head) : ILogHead
{
    private readonly EventTail _tail = new(head);
    private long _head = head;
    private TaskCompletionSource? _more;

    public long Head => Volatile.Read(ref _head);

    /// <summary>Makes committed events visible. They are readable before the head says that they are there.</summary>
    public void Advance(ReadOnlySpan<EventToAppend> committed)
    {
        foreach (ref readonly var e in committed) _tail.Add(e);
        Volatile.Write(ref _head, _head + committed.Length);
    }

    /// <summary>
    /// Drops the newest events from memory: some were taken out of the log, or have lost their words on the disk. For the thread
    /// that appends.
    /// </summary>
    public void Forget() => _tail.Forget();

    public void WakeWaiting() => Interlocked.Exchange(ref _more, null)?.TrySetResult();

    /// <summary>The newest events, oldest first, but for those that memory has in another form than the disk.</summary>
    public IEnumerable<StoredEvent> ReadRemembered() => _tail.ReadStored();

    public bool TryReadRecent(long after, out EventPage page) => _tail.TryRead(after, out page);

    public async ValueTask WaitForMoreAsync(long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            // First the promise of a wake-up, then the look: the other way round a commit between them would be missed.
            var more = Promise();
            if (Head > after) return;
            await more.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Task Promise()
    {
        var mine = Volatile.Read(ref _more);
        if (mine is null)
        {
            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            mine = Interlocked.CompareExchange(ref _more, fresh, null) ?? fresh;
        }

        return mine.Task;
    }
}
