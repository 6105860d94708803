using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;
using Swictation.Storage.Opening;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>
/// A copy of a log as it is at one moment, in one file that needs no other: of the schema of this version, with read models
/// that are level, in rollback mode. Made over a read-only connection, also while a daemon records.
/// </summary>
internal static class LogCopy
{
    private const string Configure =
        """
        PRAGMA synchronous = OFF;
        PRAGMA journal_mode = DELETE;
        """;

    /// <summary>Copies a log of this version or an older one.</summary>
    /// <param name="to">Nothing is there yet.</param>
    /// <param name="change">Changes the copy, on its writing connection; null for nothing.</param>
    /// <exception cref="DatabaseOpenException">There is no log that can be copied.</exception>
    /// <exception cref="SqliteException">It is damaged, or there is no room.</exception>
    /// <exception cref="EventLogDamagedException">Likewise.</exception>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    public static void Make(
        string from, string to, TimeProvider time, ILogger logger, Action<SqliteConnection, CopyWriter>? change = null)
    {
        DatabaseInspector.CheckForReading(from, mayBeOlder: true);
        OwnFile.Make(to).Dispose();
        using (var source = DatabaseFile.OpenForReading(from))
        {
            PageLayout.Choose(source);
            source.Execute("VACUUM INTO @to;", new { to });
        }

        Change(to, time, logger, change);
    }

    /// <summary>Makes a log that has nothing yet.</summary>
    /// <inheritdoc cref="Make"/>
    public static void MakeEmpty(string to, TimeProvider time, ILogger logger, Action<SqliteConnection, CopyWriter> fill)
    {
        OwnFile.Make(to).Dispose();
        Change(to, time, logger, fill);
    }

    /// <summary>Looks at all of a copy: SQLite's own check, every event, and what a start looks at.</summary>
    /// <exception cref="EventLogDamagedException">It is damaged.</exception>
    /// <exception cref="SqliteException">Likewise, as SQLite sees it.</exception>
    public static void Check(string path)
    {
        using var connection = DatabaseFile.OpenForReading(path);
        StartCheck.CheckWhatIsNeeded(connection, path);
        StartCheck.CheckAll(connection, path);
    }

    /// <summary>Removes what is left of a copy, its bytes too.</summary>
    public static void Remove(string path)
    {
        if (!Directory.Exists(Path.GetDirectoryName(path))) return;
        foreach (var part in DatabaseFile.Companions.Prepend("")) Zeros.Delete(path + part);
        foreach (var beside in new[] { ".lock", ".head", ".suspect" }) File.Delete(path + beside);
    }

    private static void Change(string to, TimeProvider time, ILogger logger, Action<SqliteConnection, CopyWriter>? change)
    {
        using (var copy = DatabaseFile.OpenForWriting(to))
        {
            copy.Execute(Configure);
            PageLayout.Choose(copy);
            new Migrator(Migration.Embedded, logger).Upgrade(copy);
            using var writer = new CopyWriter(to, copy, time, logger);
            writer.Level();
            change?.Invoke(copy, writer);
        }

        Disk.Sync(to);
    }
}
