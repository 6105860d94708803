namespace Swictation.Sockets.Listening;

/// <summary>The connections of a server and the tasks that serve them. Owns both.</summary>
internal sealed class ConnectionSet<TConnection>
    where TConnection : class, IDisposable
{
    private readonly Lock _changing = new();
    private readonly HashSet<Task> _tasks = [];
    private volatile TConnection[] _all = [];

    /// <summary>The connections at this moment. The array is never changed, only replaced.</summary>
    public TConnection[] All => _all;

    public int Count => _all.Length;

    /// <summary>
    /// Adds a connection and serves it on a thread of the pool until it ends; then it is removed and disposed of.
    /// </summary>
    /// <param name="failed">
    /// Hears of an exception that the connection did not expect. The other connections go on.
    /// </param>
    public void Run(TConnection connection, Func<TConnection, Task> serve, Action<Exception> failed)
    {
        lock (_changing)
        {
            _all = [.. _all, connection];
            _tasks.RemoveWhere(task => task.IsCompleted);
            _tasks.Add(Task.Run(() => ServeAsync(connection, serve, failed)));
        }
    }

    /// <summary>Completes when every connection has ended.</summary>
    public Task WhenEmptyAsync()
    {
        lock (_changing) return Task.WhenAll(_tasks);
    }

    private async Task ServeAsync(TConnection connection, Func<TConnection, Task> serve, Action<Exception> failed)
    {
        try
        {
            await serve(connection).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failed(e);
        }
        finally
        {
            lock (_changing) _all = [.. _all.Where(other => other != connection)];
            connection.Dispose();
        }
    }
}
