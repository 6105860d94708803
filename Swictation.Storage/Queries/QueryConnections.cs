using Microsoft.Data.Sqlite;
using Swictation.Plumbing.Files;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Queries;

/// <summary>
/// Read-only connections for questions, one for each that is asked at the same time. One stays open for the next question: to
/// open one and read its schema takes longer than most questions do.
/// </summary>
internal sealed class QueryConnections(string path) : IDisposable
{
    private Kept? _idle;
    private volatile bool _isDisposed;

    /// <summary>A connection to the database that is at the path now: another may have come there since the last question.</summary>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public Rental Rent()
    {
        var file = FileState.Of(path, followsLink: true)?.Key;
        var idle = Interlocked.Exchange(ref _idle, null);
        if (idle is not null && idle.File == file) return new(this, idle);

        idle?.Connection.Dispose();
        return new(this, new(DatabaseFile.OpenForReading(path), file));
    }

    public void Dispose()
    {
        _isDisposed = true;
        Interlocked.Exchange(ref _idle, null)?.Connection.Dispose();
    }

    private void Return(Kept kept)
    {
        var other = Interlocked.Exchange(ref _idle, kept);
        other?.Connection.Dispose();
        if (_isDisposed) Dispose();
    }

    /// <summary>A connection that goes back when it is disposed.</summary>
    public readonly struct Rental(QueryConnections owner, Kept kept) : IDisposable
    {
        public SqliteConnection Connection => kept.Connection;

        public void Dispose() => owner.Return(kept);
    }

    /// <param name="File">The file that was at the path when it was opened.</param>
    internal sealed record Kept(SqliteConnection Connection, FileKey? File);
}
