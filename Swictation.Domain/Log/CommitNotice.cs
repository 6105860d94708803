namespace Swictation.Domain.Log;

/// <summary>The default <see cref="ICommitNotice"/>: a list of handlers, replaced as a whole when it changes.</summary>
public sealed class CommitNotice : ICommitNotice
{
    private readonly Lock _changing = new();
    private volatile Subscription[] _subscriptions = [];

    public void Publish(long head)
    {
        foreach (var subscription in _subscriptions) subscription.Handler(head);
    }

    public IDisposable Subscribe(Action<long> handler)
    {
        var subscription = new Subscription(this, handler);
        lock (_changing) _subscriptions = [.. _subscriptions, subscription];
        return subscription;
    }

    private void Remove(Subscription subscription)
    {
        lock (_changing) _subscriptions = [.. _subscriptions.Where(other => other != subscription)];
    }

    private sealed class Subscription(CommitNotice notice, Action<long> handler) : IDisposable
    {
        public Action<long> Handler { get; } = handler;

        public void Dispose() => notice.Remove(this);
    }
}
