using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;
using Swictation.Storage.Observing;
using Swictation.Storage.Salvage;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;
using Swictation.Storage.Takeover;
using Swictation.Storage.Writing;

namespace Swictation.Storage.Opening;

/// <summary>
/// Opens the one writing connection: made or accepted, locked against a second writer, up to date, and free of damage
/// as far as a start needs to know. A damaged database is set aside and salvaged first.
/// </summary>
internal static class WriterConnection
{
    // Checkpoints are left to LogMaintenance: on the append path they are what makes the slowest commits. The limit
    // makes the file's length say how much is waiting in it. What is deleted from a page that is written anyway is written over
    // with zeros: forgetting finds less to do then. The cache holds all pages that a full append changes: where it does not, SQLite
    // reads the roots of the tables again for each event.
    private const string Configure =
        """
        PRAGMA wal_autocheckpoint = 0;
        PRAGMA journal_size_limit = 4194304;
        PRAGMA secure_delete = FAST;
        PRAGMA cache_size = -2048;
        """;

    /// <exception cref="DatabaseOpenException">
    /// It cannot be used; it was left as it is, or set aside if the message says so.
    /// </exception>
    public static (SqliteConnection Connection, WriterLock Lock) Open(
        DatabaseName name, SqliteLogOptions options, TimeProvider time, ILogger logger)
    {
        var path = options.Path;
        DatabasePlace.Ensure(path);
        PrivateDatabase.EnsureOwn(name);

        // Existing files are locked first: a log that another daemon is writing would look damaged. New files are made
        // last: a database that is refused is left as it was.
        var writerLock = WriterLock.TakePatiently(path);
        try
        {
            if (LogReplacement.IsDue(path))
            {
                writerLock.Complete();
                new LogReplacement(path, options.Steps, logger, writerLock).Run();
            }

            if (OriginalTakeover.IsDue(path, writerLock))
            {
                OriginalTakeover.EnsureFree(path);
                writerLock.Complete();
                new OriginalTakeover(path, options.Steps, time, logger, writerLock).Run();
            }

            // Before SQLite: what it makes of a write-ahead log does not show what it has left out.
            var damage = Salvager.IsUnderWay(path) ? null : FindDamage(path, writerLock);
            writerLock.Complete();
            var salvager = new Salvager(path, options.Steps, time, logger, writerLock);
            if (Salvager.IsUnderWay(path))
            {
                logger.SalvagingAgain(path);
                salvager.Continue();
            }
            else if (damage is not null)
            {
                Salvage(damage);
            }

            try
            {
                return (OpenChecked(options, writerLock, logger), writerLock);
            }
            catch (EventLogDamagedException e)
            {
                Salvage(e.Reason);
                return (OpenChecked(options, writerLock, logger), writerLock);
            }

            void Salvage(Reason reason)
            {
                logger.Salvaging(path, reason.Words);
                salvager.Run(reason);
            }
        }
        catch
        {
            writerLock.Withdraw();
            throw;
        }
    }

    /// <summary>
    /// Sets a database aside that turned out to be damaged while it was the log, and opens what can be salvaged of it. For
    /// the holder of the lock, who has closed the database.
    /// </summary>
    /// <exception cref="SwictationException">That could not be finished; to be called again.</exception>
    public static SqliteConnection Reopen(
        SqliteLogOptions options, TimeProvider time, ILogger logger, WriterLock writerLock, WritableLog broken)
    {
        var salvager = new Salvager(options.Path, options.Steps, time, logger, writerLock)
        {
            Remembered = new(broken.Reader.LogId, broken.Reader.Head, broken.Remembered),
        };
        if (Salvager.IsUnderWay(options.Path))
        {
            salvager.Continue();
        }
        else if (!broken.IsSalvaged && broken.BrokenBy is { } brokenBy)
        {
            logger.Salvaging(options.Path, brokenBy);
            salvager.Run(new(ReasonCode.DatabaseError, brokenBy));
        }

        broken.IsSalvaged = true;
        return OpenChecked(options, writerLock, logger);
    }

    /// <summary>
    /// Looks at what can be seen at once and would make <see cref="Open"/> refuse; makes and changes nothing. Damage is
    /// none of it: that is salvaged. A write-ahead log is left to <see cref="Open"/>, which looks at it before SQLite.
    /// </summary>
    /// <param name="makesDirectory">True if the directory is made before it is opened.</param>
    /// <exception cref="DatabaseOpenException">It would refuse.</exception>
    public static void EnsureUsable(DatabaseName name, bool makesDirectory)
    {
        var path = name.Path;
        SqliteVersion.ThrowIfTooOld(path);
        DatabasePlace.EnsureWritable(path, makesDirectory);
        PrivateDatabase.EnsureOwn(name);
        using var held = WriterLock.TakePatiently(path);
        if (LogReplacement.IsDue(path)) return;
        if (OriginalTakeover.IsDue(path, held))
        {
            OriginalTakeover.EnsureFree(path);
            return;
        }

        if (Salvager.IsUnderWay(path) || DatabaseFile.HasWal(path) || !File.Exists(path)) return;
        try
        {
            DatabaseInspector.CheckForWriting(path, held);
        }
        catch (EventLogDamagedException)
        {
            // Open sets it aside.
        }
    }

    private static Reason? FindDamage(string path, WriterLock writerLock)
    {
        try
        {
            if (WalInspection.FindDamage(path) is { } damage) return new(ReasonCode.WriteAheadLogDamaged, damage);

            DatabaseInspector.CheckForWriting(path, writerLock);
            return null;
        }
        catch (EventLogDamagedException e)
        {
            return e.Reason;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseOpenException(path, $"cannot be read ({e.Message}); check its permissions", e);
        }
    }

    private static SqliteConnection OpenChecked(SqliteLogOptions options, WriterLock writerLock, ILogger logger)
    {
        var path = options.Path;

        // Once more: the former holder of the lock may have upgraded it.
        DatabaseInspector.CheckForWriting(path, writerLock);
        var isNew = writerLock.EnsureFile();
        SqliteConnection? connection = null;
        try
        {
            PrivateDatabase.Close(path);
            connection = DatabaseFile.OpenForWriting(path);
            if (raw.sqlite3_db_readonly(connection.Handle, "main") != 0)
                throw new DatabaseOpenException(path, "is not writable; check its permissions");

            Guards.SwitchOff(connection);
            connection.Execute(Configure);
            connection.Execute($"PRAGMA synchronous = {options.Durability};");
            if (isNew) PageLayout.Choose(connection);
            if (connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL;") != "wal")
                throw new DatabaseOpenException(path, "is on a file system without shared memory; name another file");

            new Migrator(Migration.Embedded, logger, options.Steps).Upgrade(connection);
            Check(connection, path, logger);
            return connection;
        }
        catch (SqliteException e) when (!isNew && Damage.IsWhileOpening(e))
        {
            Abandon();
            throw new EventLogDamagedException(path, e.Message, e);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            Abandon();
            throw new DatabaseOpenException(path, $"cannot be opened for recording: {e.Message}", e);
        }
        catch (SwictationException)
        {
            Abandon();
            throw;
        }

        void Abandon()
        {
            if (connection is not null) DatabaseFile.Abandon(connection);
            if (isNew) File.Delete(path);
        }
    }

    private static void Check(SqliteConnection connection, string path, ILogger logger)
    {
        var missing = StartCheck.CheckWhatIsNeeded(connection, path);
        if (Suspicion.Of(path) is { } suspicion)
        {
            StartCheck.CheckAll(connection, path);
            Suspicion.Clear(path);
            logger.SuspicionCleared(path, suspicion);
        }

        SchemaCheck.Restore(connection, missing, path, logger);
    }
}
