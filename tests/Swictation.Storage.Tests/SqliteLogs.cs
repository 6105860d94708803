using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Log;
using Swictation.Storage.Opening;

namespace Swictation.Storage.Tests;

internal static class SqliteLogs
{
    /// <summary>Bytes of a page in logs that were made before pages became small.</summary>
    public const int LargerPageBytes = 4096;

    public static SqliteEventLog Open(string path) => SqliteEventLog.Open(
        new(path) { Durability = Durability.Normal }, new CommitNotice(), TimeProvider.System, NullLogger.Instance);

    /// <summary>Makes a log that has nothing yet, with pages of another size than a new one has.</summary>
    public static async Task MakeAsync(string path, int pageBytes)
    {
        await Open(path).DisposeAsync();
        using var connection = OpenRaw(path);
        connection.Execute($"PRAGMA journal_mode = DELETE; PRAGMA page_size = {pageBytes}; VACUUM; PRAGMA journal_mode = WAL;");
        Assert.Equal(pageBytes, connection.ExecuteScalar<int>("PRAGMA page_size;"));
    }

    /// <summary>As any tool opens a database, without the product's care.</summary>
    public static SqliteConnection OpenRaw(string path, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var connection = new SqliteConnection($"Data Source={path};Mode={mode};Pooling=False");
        connection.Open();
        return connection;
    }
}
