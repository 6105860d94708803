using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Sqlite;

/// <summary>How a database file is opened. Pooled connections would keep the file open after they are closed.</summary>
internal static class DatabaseFile
{
    private const int BusyTimeoutMs = 2_000;

    // Pages are read and written once, in order: a larger cache (2 MB for each connection is usual) makes nothing
    // faster.
    private const int CacheKiB = 512;

    /// <summary>What SQLite puts behind the name of a database for the files beside it.</summary>
    public static readonly string[] Companions = ["-journal", "-wal", "-shm"];

    /// <summary>SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE.</summary>
    private const int NoCheckpointOnClose = 1006;

    // One thread at a time uses a connection here, so SQLite need not guard each of them with a mutex: that took a
    // tenth of the time of clients who catch up. It refuses, and goes on guarding, where somebody has used it before.
    static DatabaseFile()
    {
        Batteries_V2.Init();
        raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        // Nor need it count its memory, which takes a lock for every piece of it.
        raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public static string WalOf(string path) => path + "-wal";

    public static string SharedMemoryOf(string path) => path + "-shm";

    public static bool HasWal(string path) => new FileInfo(WalOf(path)) is { Exists: true, Length: > 0 };

    public static SqliteConnection OpenForWriting(string path) => Open(path, SqliteOpenMode.ReadWrite);

    /// <summary>A database that is nowhere else and ends with its connection.</summary>
    public static SqliteConnection OpenInMemory() => Open(":memory:", SqliteOpenMode.Memory);

    /// <summary>
    /// Where nothing can be written and no daemon has it open, as an archive on a read-only disk, no lock can be taken
    /// and none is needed.
    /// </summary>
    public static SqliteConnection OpenForReading(string path) =>
        !File.Exists(SharedMemoryOf(path)) && !HasWal(path) && !FileRights.MayWrite(DirectoryOf(path))
            ? OpenImmutable(path)
            : Open(path, SqliteOpenMode.ReadOnly);

    /// <summary>
    /// For a look at a database that nobody has open: takes no lock and makes no file beside it, but does not see a
    /// write-ahead log.
    /// </summary>
    public static SqliteConnection OpenImmutable(string path)
    {
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return Open($"file:{escaped}?immutable=1", SqliteOpenMode.ReadOnly);
    }

    /// <summary>Closes a writing connection and leaves all files as they are: nothing is checkpointed.</summary>
    public static void Abandon(SqliteConnection connection)
    {
        if (connection.Handle is { } handle)
            raw.sqlite3_db_config(handle, NoCheckpointOnClose, 1, out _);
        connection.Dispose();
    }

    private static string DirectoryOf(string path) => Path.GetDirectoryName(Path.GetFullPath(path))!;

    private static SqliteConnection Open(string source, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
        }.ConnectionString);
        try
        {
            connection.Open();
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }

        raw.sqlite3_busy_timeout(connection.Handle, BusyTimeoutMs);
        connection.Execute($"PRAGMA cache_size = -{CacheKiB};");
        return connection;
    }
}
