using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Log;
using Swictation.Storage.Opening;

namespace Swictation.Storage.Tests;

internal static class SqliteLogs
{
    public static SqliteEventLog Open(string path) => SqliteEventLog.Open(
        new(path) { Durability = Durability.Normal }, new CommitNotice(), TimeProvider.System, NullLogger.Instance);

    /// <summary>As any tool opens a database, without the product's care.</summary>
    public static SqliteConnection OpenRaw(string path, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var connection = new SqliteConnection($"Data Source={path};Mode={mode};Pooling=False");
        connection.Open();
        return connection;
    }
}
