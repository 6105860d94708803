using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Swictation.Storage.Reading;

/// <summary>
/// A few read-only connections with their prepared statements. A page is read in well under a millisecond: whoever
/// finds all of them rented waits for as long.
/// </summary>
internal sealed class ReaderPool(string path) : IDisposable
{
    private const int Most = 4;

    private readonly ConcurrentBag<ReaderConnection> _idle = [];
    private readonly SemaphoreSlim _free = new(Most);
    private volatile int _opened;
    private volatile string? _logId;
    private volatile bool _isDisposed;

    public string Path { get; } = path;

    /// <exception cref="SqliteException">There is no connection, and none can be opened.</exception>
    public Rental Rent()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _free.Wait();
            if (_idle.TryTake(out var idle)) return new(this, idle);

            try
            {
                if (TryOpen() is { } opened) return new(this, opened);
            }
            catch (SqliteException) when (_opened > 0)
            {
                // No file descriptor is left, say: from now on there are fewer, and this one waits for one of them.
            }
            catch (SqliteException)
            {
                _free.Release();
                throw;
            }
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        CloseIdle();
    }

    // Null when another log stands at the path now: those that are open still read this one.
    private ReaderConnection? TryOpen()
    {
        var opened = new ReaderConnection(Path);
        var logId = opened.ReadLogId();
        if ((Interlocked.CompareExchange(ref _logId, logId, null) ?? logId) == logId)
        {
            Interlocked.Increment(ref _opened);
            return opened;
        }

        opened.Dispose();
        return null;
    }

    private void Return(ReaderConnection connection)
    {
        _idle.Add(connection);
        if (_isDisposed) CloseIdle();
        _free.Release();
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
