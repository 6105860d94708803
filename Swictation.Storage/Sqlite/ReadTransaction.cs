using Dapper;
using Microsoft.Data.Sqlite;

namespace Swictation.Storage.Sqlite;

/// <summary>All that a read-only connection reads until this is disposed is of one moment.</summary>
internal sealed class ReadTransaction : IDisposable
{
    private readonly SqliteConnection _connection;

    public ReadTransaction(SqliteConnection connection)
    {
        _connection = connection;
        connection.Execute("BEGIN;");
    }

    public void Dispose() => _connection.Execute("COMMIT;");
}
