namespace Swictation.Sockets.Feed;

/// <summary>
/// The right to move a client's cursor: its own loop has it, or, while that is parked, the thread that has just committed.
/// A thread that does not get the lock leaves a call, so that its holder looks at the log once more before parking.
/// </summary>
internal sealed class CursorLock : IDisposable
{
    private const int Parked = 0;
    private const int Taken = 1;
    private const int Called = 2;

    private readonly SemaphoreSlim _handedOver = new(0, 1);
    private int _state = Taken;

    /// <summary>Takes the lock if the loop is parked; otherwise leaves a call.</summary>
    public bool TryTake()
    {
        while (true)
        {
            switch (Interlocked.CompareExchange(ref _state, Taken, Parked))
            {
                case Parked:
                    return true;
                case Called:
                    return false;
                default:
                    if (Interlocked.CompareExchange(ref _state, Called, Taken) != Parked) return false;
                    break;
            }
        }
    }

    /// <summary>Gives the lock back; false, and still taken, when a call came in meanwhile.</summary>
    public bool TryPark()
    {
        if (Interlocked.CompareExchange(ref _state, Parked, Taken) == Taken) return true;
        Volatile.Write(ref _state, Taken);
        return false;
    }

    /// <summary>Parks the loop until the lock is handed over to it; not at all when a call came in meanwhile.</summary>
    public async Task ParkAsync()
    {
        if (TryPark()) await _handedOver.WaitAsync().ConfigureAwait(false);
    }

    /// <summary>Gives the lock to the loop, which is parked.</summary>
    public void HandOver() => _handedOver.Release();

    /// <summary>Has the loop look once more, whether it is parked or not.</summary>
    public void Call()
    {
        if (TryTake()) HandOver();
    }

    public void Dispose() => _handedOver.Dispose();
}
