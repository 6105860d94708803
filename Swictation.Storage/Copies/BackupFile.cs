using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;
using Swictation.Storage.Rows;
using Swictation.Storage.Schema;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>What a file that may be a backup says of itself.</summary>
/// <param name="LogId">Of the log; null where it does not say.</param>
/// <param name="First">Its first event that is no part of an earlier backup.</param>
/// <param name="Last">Its last event.</param>
internal sealed record BackupFile(string? LogId, long First, long Last)
{
    // https://sqlite.org/fileformat2.html: 1 for a rollback journal, 2 for a write-ahead log.
    private const int WriteVersionAt = 18;
    private const byte Rollback = 1;

    private const string SelectFirst =
        """
        SELECT coalesce(max(last), 0) + 1
        FROM removed_events
        WHERE first = 1 AND reason = 'not_copied';
        """;

    /// <summary>Null where it is no backup: another file, or a log that is recorded into.</summary>
    public static BackupFile? Read(string path)
    {
        try
        {
            DatabaseInspector.CheckForReading(path, mayBeOlder: true);
            if (DatabaseFile.HasWal(path) || !IsInRollbackMode(path)) return null;
            using var connection = DatabaseFile.OpenImmutable(path);
            return Of(connection);
        }
        catch (Exception e) when (e is DatabaseOpenException or SqliteException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static BackupFile Of(SqliteConnection connection)
    {
        var hasRanges = RawStatement.RunScalar(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'removed_events';") == 1;
        return new(
            LogIdentity.Read(connection),
            hasRanges ? RawStatement.RunScalar(connection, SelectFirst) : 1,
            RawStatement.RunScalar(connection, "SELECT coalesce(max(seq), 0) FROM events;"));
    }

    private static bool IsInRollbackMode(string path)
    {
        using var file = UnlockedFile.OpenReadItself(path);
        Span<byte> header = stackalloc byte[WriteVersionAt + 1];
        return file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length && header[WriteVersionAt] == Rollback;
    }
}
