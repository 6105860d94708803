namespace Swictation.Storage.Writing;

/// <summary>
/// The queue for the writing connection. One thread at a time holds the connection; the others wait in order. The holder
/// may do the work of all appends that wait (group commit). A thread that is alone waits for nothing and allocates nothing.
/// </summary>
internal sealed class WriterQueue
{
    private readonly Lock _gate = new();
    private List<QueuedWriter> _waiting = [];
    private volatile bool _isAwaited;
    private bool _isTaken;

    /// <summary>True while somebody waits for the connection. Takes no lock: long work asks often.</summary>
    public bool IsAwaited => _isAwaited;

    public bool TryTake()
    {
        lock (_gate)
        {
            if (_isTaken) return false;
            return _isTaken = true;
        }
    }

    /// <summary>
    /// Waits until this caller holds the connection, or another one has done its work: <see cref="QueuedWriter.IsMine"/> tells.
    /// </summary>
    public void Take(QueuedWriter writer)
    {
        lock (_gate)
        {
            if (_isTaken)
            {
                _waiting.Add(writer);
                _isAwaited = true;
            }
            else
            {
                _isTaken = true;
                writer.Call(isMine: true);
            }
        }

        writer.Wait();
    }

    /// <summary>Waits for the connection and does something with it that is no append.</summary>
    public void Run(Action work)
    {
        Take(new());
        try
        {
            work();
        }
        finally
        {
            PassOn();
        }
    }

    /// <summary>Takes all appends out of the queue, for the one who has the connection to do.</summary>
    public List<PendingAppend> TakeAppends()
    {
        lock (_gate)
        {
            List<PendingAppend> appends = [.. _waiting.OfType<PendingAppend>()];
            _waiting = [.. _waiting.Where(writer => writer is not PendingAppend)];
            _isAwaited = _waiting.Count > 0;
            return appends;
        }
    }

    /// <summary>Gives the connection to the one who has waited longest.</summary>
    public void PassOn()
    {
        lock (_gate)
        {
            if (_waiting is [var next, ..])
            {
                _waiting.RemoveAt(0);
                _isAwaited = _waiting.Count > 0;
                next.Call(isMine: true);
            }
            else
            {
                _isTaken = false;
            }
        }
    }
}
