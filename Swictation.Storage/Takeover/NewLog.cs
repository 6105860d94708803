using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SQLitePCL;
using Swictation.Domain.Wire;
using Swictation.Plumbing.Files;
using Swictation.Storage.Observing;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Rows;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Takeover;

/// <summary>An event log of all that a copy of the database of the original holds, with its read models.</summary>
internal static class NewLog
{
    private const string Fine = "ok";

    /// <summary>Returns when it is on the disk.</summary>
    /// <param name="path">Nothing is there yet.</param>
    /// <param name="originalPath">Where the original is; for the log.</param>
    /// <exception cref="SqliteException">The copy is damaged, or there is no room.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static void Make(string path, string copy, string originalPath, TimeProvider time, ILogger logger)
    {
        using var made = LockedFile.Make(path) ?? throw new IOException($"{path} is held by another process");
        using (var original = DatabaseFile.OpenForWriting(copy))
        {
            if (original.ExecuteScalar<string>("PRAGMA quick_check(1);") is var found && found != Fine)
                throw new SqliteException($"{found}", raw.SQLITE_CORRUPT);

            using var connection = DatabaseFile.OpenForWriting(path);
            var import = Fill(connection, original, path, time, logger);
            logger.Imported(originalPath, import.Sessions, import.Segments);
        }

        made.Sync();
    }

    private static OriginalImport Fill(
        SqliteConnection connection, SqliteConnection original, string path, TimeProvider time, ILogger logger)
    {
        connection.Execute("PRAGMA synchronous = OFF;");
        PageLayout.Choose(connection);
        new Migrator(Migration.Embedded, logger).Upgrade(connection);
        using var writer = new EventWriter(connection);
        var metrics = new LogMetrics();
        using var readModels = new ReadModelProjector(
            connection, writer, time, metrics, new DamageJournal(path, metrics, logger), logger);

        var import = new OriginalImport(new OriginalReader(original), WireTime.Truncate(time.GetLocalNow()));
        var sequence = 0L;
        writer.Begin();
        foreach (var recorded in import.Read()) writer.Insert(++sequence, WireWriter.ToAppend(recorded));
        if (sequence > 0) readModels.RunWithin(sequence);
        writer.Commit();
        return import;
    }
}
