using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;
using Swictation.Domain.Errors;
using Swictation.Storage.Migrations;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Writing;

/// <summary>
/// Opens the one writing connection: made or accepted, locked against a second writer, and up to date.
/// </summary>
internal static class WriterConnection
{
    // Checkpoints are left to LogMaintenance: on the append path they are what makes the slowest commits. The limit
    // makes the file's length say how much is waiting in it.
    private const string Configure =
        """
        PRAGMA wal_autocheckpoint = 0;
        PRAGMA journal_size_limit = 4194304;
        """;

    /// <exception cref="DatabaseOpenException">It cannot be used; it was left as it is.</exception>
    public static (SqliteConnection Connection, WriterLock Lock) Open(SqliteLogOptions options, ILogger logger)
    {
        var path = options.Path;
        DatabaseInspector.CheckForWriting(path);
        PrivateDatabase.EnsureOwn(path);
        var writerLock = WriterLock.Take(path);
        var isNew = !File.Exists(path);
        SqliteConnection? connection = null;
        try
        {
            // Once more: whoever held the lock until now may have upgraded it.
            DatabaseInspector.CheckForWriting(path);
            if (isNew) Create(path);
            PrivateDatabase.Close(path);
            connection = DatabaseFile.OpenForWriting(path);
            if (raw.sqlite3_db_readonly(connection.Handle, "main") != 0)
                throw new DatabaseOpenException(path, "is not writable; check its permissions");

            DoWithoutTriggers(connection);
            connection.Execute(Configure);
            connection.Execute($"PRAGMA synchronous = {options.Durability};");
            if (connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL;") != "wal")
                throw new DatabaseOpenException(path, "is on a file system without shared memory; name another file");

            new Migrator(Migration.Embedded, logger).Upgrade(connection);
            return (connection, writerLock);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            Abandon();
            throw new DatabaseOpenException(path, $"cannot be opened for recording: {e.Message}", e);
        }
        catch (DatabaseOpenException)
        {
            Abandon();
            throw;
        }

        void Abandon()
        {
            connection?.Dispose();
            if (isNew) File.Delete(path);
            writerLock.Withdraw();
        }
    }

    // The triggers refuse what others may try with the log (promise P9). Here they would only cost: a look-up for each
    // event, two fifths of an append under load.
    private static void DoWithoutTriggers(SqliteConnection connection)
    {
        var result = raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, out _);
        SqliteException.ThrowExceptionForRC(result, connection.Handle);
    }

    /// <summary>
    /// What was dictated is the user's own. SQLite gives the files beside the database the same mode.
    /// </summary>
    private static void Create(string path)
    {
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }
}
