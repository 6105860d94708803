using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;
using Swictation.Storage.Sqlite;
using Swictation.Storage.Sqlite.Access;

namespace Swictation.Storage.Schema;

/// <summary>
/// Looks at a database before it is used, and refuses what this version must not touch. Whatever is refused is left
/// byte for byte as it was, and nothing is created beside it.
/// </summary>
internal static class DatabaseInspector
{
    private const string ReadIdentity =
        """
        SELECT
            (SELECT application_id FROM pragma_application_id) AS ApplicationId,
            (SELECT user_version FROM pragma_user_version) AS Version,
            (SELECT count(*) FROM sqlite_schema) AS Tables;
        """;

    private const string ReadNotCopied =
        """
        SELECT coalesce(max(last), 0)
        FROM removed_events
        WHERE first = 1 AND reason = 'not_copied';
        """;

    /// <summary>Accepts a database that can be written to or made: ours, empty, or not there yet.</summary>
    /// <exception cref="EventLogDamagedException">It is ours, and SQLite cannot read it.</exception>
    /// <exception cref="DatabaseOpenException">It is anything else.</exception>
    public static void CheckForWriting(string path, WriterLock writerLock)
    {
        DatabasePlace.Ensure(path);
        if (!Exists(path)) return;
        try
        {
            Look(path, Accept);
        }
        catch (DatabaseOpenException e)
            when (e.InnerException is SqliteException inner && Damage.IsWhileOpening(inner) && HasBeenOurs())
        {
            throw new EventLogDamagedException(path, inner.Message, inner);
        }

        // SQLite cannot say whose a database is that it cannot read. Where a daemon has recorded is its lock.
        bool HasBeenOurs() => WriterLock.HasBeenTaken(path) || DatabaseIdentity.IsSignedByUs(writerLock);

        void Accept(SqliteConnection connection, DatabaseIdentity found)
        {
            if (!found.IsEmpty && FindDamage(connection, found) is { } damage)
                throw new EventLogDamagedException(path, new Reason(ReasonCode.SchemaDamaged, damage));
            if (!found.IsEmpty) CheckOwnerAndVersion(path, found);
            if (!found.IsEmpty && FindNotCopied(connection) is > 0 and var last)
            {
                throw new DatabaseOpenException(
                    path,
                    $"is a backup of what was new (--since) and no whole log: it lacks events 1 to {last}; import it into a log "
                        + "(swictation-replay import), or name another file");
            }

            if (found is { IsEmpty: true, IsOurs: true })
                throw new EventLogDamagedException(path, new Reason(ReasonCode.SchemaDamaged, "it has no tables any more"));
        }
    }

    /// <summary>
    /// Whether it is the database of the original, which can be taken over. Leaves no trace: a write-ahead log is not looked
    /// at, because what SQLite makes of it does not show what it has left out.
    /// </summary>
    public static bool IsOriginal(string path)
    {
        try
        {
            if (!Exists(path)) return false;
            using var connection = DatabaseFile.OpenImmutable(path);
            return OriginalSchema.Fits(connection, connection.QuerySingle<DatabaseIdentity>(ReadIdentity));
        }
        catch (Exception e) when (e is SqliteException or DatabaseOpenException)
        {
            // Who opens it says what is wrong with it.
            return false;
        }
    }

    /// <summary>Accepts a database of ours that is up to date.</summary>
    /// <param name="mayBeOlder">True for who upgrades a copy of it.</param>
    /// <exception cref="DatabaseOpenException">It is missing or anything else.</exception>
    public static void CheckForReading(string path, bool mayBeOlder = false)
    {
        if (!Exists(path)) throw new DatabaseOpenException(path, "there is no such database; record something first");
        Look(path, Accept);

        void Accept(SqliteConnection connection, DatabaseIdentity found)
        {
            if (found.IsEmpty) throw new DatabaseOpenException(path, "holds no event log; name a recorded one");
            if (FindDamage(connection, found) is { } damage)
                throw new DatabaseOpenException(path, $"is damaged ({damage}); start the daemon on it, which salvages it");
            if (OriginalSchema.Fits(connection, found))
            {
                throw new DatabaseOpenException(
                    path,
                    "is the database of the original Swictation; start swictation-daemon on it once, which takes it over and "
                    + "keeps the original beside it");
            }

            CheckOwnerAndVersion(path, found);
            if (found.Version < Migration.NewestVersion && !mayBeOlder)
            {
                throw new DatabaseOpenException(
                    path,
                    "is from an older version; start the daemon of this version on it once "
                    + "(where an older one runs, end it first: swictation-daemon quit)")
                {
                    IsOlder = true,
                };
            }
        }
    }

    private static long FindNotCopied(SqliteConnection connection)
    {
        var hasRanges = connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'removed_events';") == 1;
        return hasRanges ? connection.ExecuteScalar<long>(ReadNotCopied) : 0;
    }

    private static bool Exists(string path)
    {
        if (Directory.Exists(path)) throw new DatabaseOpenException(path, "is a directory; name a database file");
        return new FileInfo(path) is { Exists: true, Length: > 0 };
    }

    // Two numbers in the header that nothing protects; the schema says the same at length.
    private static string? FindDamage(SqliteConnection connection, DatabaseIdentity found)
    {
        if (!found.IsOurs && SchemaCheck.IsOurs(connection)) return "its signature is not what it was";
        return found.IsOurs && found.Version > Migration.NewestVersion && SchemaCheck.IsOfThisVersion(connection)
            ? $"its version is not what it was, but {found.Version}"
            : null;
    }

    private static void CheckOwnerAndVersion(string path, DatabaseIdentity found)
    {
        if (!found.IsOurs)
            throw new DatabaseOpenException(path, "is a database of another application; name another file");
        if (found.Version > Migration.NewestVersion)
        {
            throw new DatabaseOpenException(
                path,
                $"is from a newer version (schema {found.Version}, this one knows {Migration.NewestVersion}); "
                    + "install swictation of that version, or name another file");
        }
    }

    private static void Look(string path, Action<SqliteConnection, DatabaseIdentity> accept)
    {
        var sharedMemory = DatabaseFile.SharedMemoryOf(path);
        var hadSharedMemory = File.Exists(sharedMemory);
        var isAccepted = false;
        try
        {
            Identify(path, accept);
            isAccepted = true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_NOTADB)
        {
            throw new DatabaseOpenException(path, "is not a database; name another file", e);
        }
        catch (SqliteException e)
        {
            throw new DatabaseOpenException(path, $"cannot be read ({e.Message}); check its permissions", e);
        }
        finally
        {
            // Made by the look when a killed writer left a write-ahead log without its index.
            if (!isAccepted && !hadSharedMemory) File.Delete(sharedMemory);
        }
    }

    /// <summary>
    /// Pages that are not checkpointed are in the write-ahead log, so it must be read too. Without one an ordinary
    /// read-only connection would create one; an immutable one leaves no trace.
    /// </summary>
    private static void Identify(string path, Action<SqliteConnection, DatabaseIdentity> accept)
    {
        using var connection = DatabaseFile.HasWal(path)
            ? DatabaseFile.OpenForReading(path)
            : DatabaseFile.OpenImmutable(path);
        accept(connection, connection.QuerySingle<DatabaseIdentity>(ReadIdentity));
    }
}
