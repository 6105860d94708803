using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Writing;

/// <summary>
/// Keeps the database's file as it is: a read transaction that began when the write-ahead log had nothing that the file does not
/// have. As long as it lasts nobody can checkpoint, whoever tries.
/// </summary>
internal sealed class StillReader(string path) : IDisposable
{
    private readonly SqliteConnection _connection = DatabaseFile.OpenForReading(path);
    private bool _isHolding;

    /// <summary>For the holder of the writing connection, directly behind a checkpoint that copied everything.</summary>
    public void Hold()
    {
        _connection.Execute("BEGIN;");
        _isHolding = true;
        RawStatement.RunScalar(_connection, "SELECT count(*) FROM sqlite_schema;");
    }

    public void Release()
    {
        if (!_isHolding) return;
        _connection.Execute("COMMIT;");
        _isHolding = false;
    }

    public void Dispose()
    {
        Release();
        _connection.Dispose();
    }
}
