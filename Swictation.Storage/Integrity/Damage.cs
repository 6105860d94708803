using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Swictation.Storage.Integrity;

/// <summary>Which of SQLite's errors say that a file is not what was written to it.</summary>
internal static class Damage
{
    public static bool Is(SqliteException e) => e.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>
    /// When a database of ours is opened, also a schema that is not what its version says: a table that is missing, or
    /// one that is there already.
    /// </summary>
    public static bool IsWhileOpening(SqliteException e) => Is(e) || e.SqliteErrorCode == raw.SQLITE_ERROR;
}
