using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Plumbing.Files;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Writing;

/// <summary>
/// The database written anew into a file beside it, without free pages and with its pages in order, and how that comes into the
/// place of the database: as one transaction of the writing connection, so that whoever reads, and whoever opens it after a
/// crash, sees it as it was or as it is. Disposing removes the file.
/// </summary>
internal sealed class CompactCopy : IDisposable
{
    // How many steps of SQLite's own machine between two looks whether somebody wants the log.
    private const int StepsBetweenLooks = 2_000;
    private const int PagesAtOnce = 64;

    private readonly SqliteConnection _reader;
    private readonly string _path;
    private readonly WalFile _wal;
    private long _commits;

    private CompactCopy(string database, SqliteConnection reader)
    {
        _path = PathOf(database);
        _reader = reader;
        _wal = new(database);
    }

    public static string PathOf(string database) => database + ".compacting";

    /// <summary>Removes what a process has left that was killed: words may be in it.</summary>
    /// <exception cref="IOException">It cannot be removed.</exception>
    public static void RemoveLeftover(string database) => Zeros.Delete(PathOf(database));

    /// <summary>Writes it, over a read-only connection. Appends may go on, and are what gives it up.</summary>
    /// <param name="isWanted">True when it is to be given up.</param>
    /// <returns>Null where it was given up.</returns>
    /// <exception cref="SqliteException">There is no room, or the database cannot be read.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static CompactCopy? Make(string database, Func<bool> isWanted)
    {
        RemoveLeftover(database);
        var reader = DatabaseFile.OpenForReading(database);
        var copy = new CompactCopy(database, reader);
        try
        {
            OwnFile.Make(copy._path).Dispose();
            return copy.TryFill(isWanted) ? copy : Abandon();
        }
        catch
        {
            copy.Dispose();
            throw;
        }

        CompactCopy? Abandon()
        {
            copy.Dispose();
            return null;
        }
    }

    /// <summary>
    /// Puts it into the place of the database. For the holder of the writing connection. Nothing is changed where somebody has
    /// written since it was made, or wants to before it is done.
    /// </summary>
    /// <returns>True if it was done, in one transaction.</returns>
    /// <exception cref="SqliteException">Nothing was changed.</exception>
    public bool TryReplace(SqliteConnection writer, Func<bool> isWanted)
    {
        if (HasChanged()) return false;

        using var source = DatabaseFile.OpenImmutable(_path);
        using var backup = raw.sqlite3_backup_init(writer.Handle!, "main", source.Handle!, "main");
        if (backup.IsInvalid) SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(writer.Handle), writer.Handle);

        while (true)
        {
            if (isWanted()) return false;
            var left = raw.sqlite3_backup_remaining(backup);
            // The last step waits until all is on the disk: it is done before, where it can still be given up.
            if (left is > 0 and <= PagesAtOnce) _wal.Flush();
            var result = raw.sqlite3_backup_step(backup, PagesAtOnce);
            if (result == raw.SQLITE_DONE) return true;
            if (result != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(result, writer.Handle);
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        Zeros.Delete(_path);
    }

    private bool TryFill(Func<bool> isWanted)
    {
        // Its pages stay as large as they are: SQLite takes no others into a database that has a write-ahead log.
        FreePages.CanBeGivenBack(_reader);
        _commits = ReadCommits();
        raw.sqlite3_progress_handler(_reader.Handle!, StepsBetweenLooks, _ => isWanted() ? 1 : 0, null);
        try
        {
            using var vacuum = new RawStatement(_reader, "VACUUM INTO @path;");
            vacuum.Bind(1, Encoding.UTF8.GetBytes(_path)).Run();
            return true;
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            return false;
        }
        finally
        {
            raw.sqlite3_progress_handler(_reader.Handle!, 0, null!, null);
        }
    }

    // Commits of any other connection, the one that writes too.
    private bool HasChanged() => ReadCommits() != _commits;

    private long ReadCommits() => RawStatement.RunScalar(_reader, "PRAGMA data_version;");
}
