namespace Swictation.Storage.Writing;

/// <summary>A place in the queue for the writing connection.</summary>
internal class QueuedWriter
{
    private readonly object _gate = new();
    private bool _isCalled;

    /// <summary>True when this caller holds the connection; false when another one has done its work.</summary>
    public bool IsMine { get; private set; }

    public void Call(bool isMine)
    {
        lock (_gate)
        {
            IsMine = isMine;
            _isCalled = true;
            Monitor.Pulse(_gate);
        }
    }

    public void Wait()
    {
        lock (_gate)
        {
            while (!_isCalled) Monitor.Wait(_gate);
        }
    }
}
