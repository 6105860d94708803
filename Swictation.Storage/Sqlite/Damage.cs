using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Swictation.Storage.Sqlite;

/// <summary>Which of SQLite's errors say that a file is not what was written to it.</summary>
internal static class Damage
{
    public static bool Is(SqliteException e) => e.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <summary>The full-text index alone, which is made anew from the log.</summary>
    public static bool IsOfFullText(SqliteException e) => e.SqliteExtendedErrorCode == raw.SQLITE_CORRUPT_VTAB;

    /// <summary>
    /// In answer to an append everything that is not the doing of disks, rights or other programs: that a position is
    /// taken, for example, a value of the wrong kind, or a table that is missing.
    /// </summary>
    public static bool IsInAnswerToAppend(SqliteException e) => e.SqliteErrorCode is
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_ERROR
        or raw.SQLITE_SCHEMA or raw.SQLITE_INTERNAL or raw.SQLITE_FORMAT or raw.SQLITE_RANGE;

    /// <summary>
    /// When a database of ours is opened, also a schema that is not what its version says: a table that is missing, or
    /// one that is there already.
    /// </summary>
    public static bool IsWhileOpening(SqliteException e) => Is(e) || e.SqliteErrorCode == raw.SQLITE_ERROR;
}
