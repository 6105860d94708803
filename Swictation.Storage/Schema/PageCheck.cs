using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Schema;

/// <summary>
/// Whether every page of a database belongs to one table only. To be asked before a table is emptied: where a damaged
/// schema says that it begins in the midst of another one, the other one would be emptied too, and that may be the log.
/// </summary>
public static class PageCheck
{
    private const string Fine = "ok";
    private const string FullText = "transcripts_fts";

    /// <summary>Reads the whole file: about a second for a million events. Nobody waits for it.</summary>
    /// <returns>What is wrong with a page, in SQLite's words; null if nothing is. The full-text index says nothing.</returns>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static string? FindDamage(string path)
    {
        using var connection = DatabaseFile.OpenForReading(path);
        return connection
            .Query<string>("PRAGMA quick_check(20);")
            .FirstOrDefault(line => line != Fine && !line.Contains(FullText, StringComparison.Ordinal))
            ?.ReplaceLineEndings(" ");
    }
}
