namespace Swictation.Sockets.Feed;

/// <summary>
/// Counts the clients that have received all of a feed that has an end. It is delivered when at least one has, and
/// every connected client has.
/// </summary>
internal sealed class Delivery
{
    private readonly Lock _changing = new();
    private readonly HashSet<int> _underWay = [];
    private readonly TaskCompletionSource _delivered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasReachedSomebody;

    public Task Completion => _delivered.Task;

    public void Begin(int client)
    {
        lock (_changing) _underWay.Add(client);
    }

    /// <summary>The client has got everything.</summary>
    public void Complete(int client) => Remove(client, hasAll: true);

    /// <summary>The client is gone, whatever it has got.</summary>
    public void Leave(int client) => Remove(client, hasAll: false);

    private void Remove(int client, bool hasAll)
    {
        lock (_changing)
        {
            _underWay.Remove(client);
            _hasReachedSomebody |= hasAll;
            if (_hasReachedSomebody && _underWay.Count == 0) _delivered.TrySetResult();
        }
    }
}
