using System.Collections.Concurrent;

namespace Swictation.Storage.Reading;

/// <summary>
/// A few read-only connections with their prepared statements. A page is read in well under a millisecond, so few are
/// ever rented at once; more than that are opened when needed and closed afterwards.
/// </summary>
internal sealed class ReaderPool(string path) : IDisposable
{
    private const int Kept = 4;

    private readonly ConcurrentBag<ReaderConnection> _idle = [];
    private volatile bool _isDisposed;

    public string Path { get; } = path;

    public Rental Rent()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return new(this, _idle.TryTake(out var connection) ? connection : new ReaderConnection(Path));
    }

    public void Dispose()
    {
        _isDisposed = true;
        CloseIdle();
    }

    private void Return(ReaderConnection connection)
    {
        if (_idle.Count >= Kept)
        {
            connection.Dispose();
            return;
        }

        _idle.Add(connection);
        if (_isDisposed) CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var connection)) connection.Dispose();
    }

    /// <summary>A connection that goes back to the pool when it is disposed.</summary>
    public readonly struct Rental(ReaderPool pool, ReaderConnection connection) : IDisposable
    {
        public ReaderConnection Connection { get; } = connection;

        public void Dispose() => pool.Return(Connection);
    }
}
