namespace Swictation.Domain.Log;

/// <summary>The default <see cref="ICommitNotice"/>: a list of handlers, replaced as a whole when it changes.</summary>
public sealed class CommitNotice : ICommitNotice
{
    private readonly Lock _changing = new();
    private volatile Action<long>[] _handlers = [];

    public void Publish(long head)
    {
        foreach (var handler in _handlers) handler(head);
    }

    public IDisposable Subscribe(Action<long> handler)
    {
        lock (_changing) _handlers = [.. _handlers, handler];
        return new Subscription(this, handler);
    }

    private void Remove(Action<long> handler)
    {
        lock (_changing) _handlers = [.. _handlers.Where(other => other != handler)];
    }

    private sealed class Subscription(CommitNotice notice, Action<long> handler) : IDisposable
    {
        public void Dispose() => notice.Remove(handler);
    }
}
