using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Storage.Sqlite.Native;

namespace Swictation.Storage.Sqlite;

/// <summary>Why the database could not be written, in words, and what can be done about it.</summary>
internal static class WriteFailure
{
    public const string Moved =
        "its file was deleted, moved or replaced while it was open; put it back, or restart the daemon for a new one";

    /// <summary>To be asked before anything else is done with the connection.</summary>
    public static string Describe(SqliteException e, SqliteConnection connection) => e.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => "the disk is full; free some space",
        raw.SQLITE_READONLY => "it is read-only; make the file and its directory writable",
        raw.SQLITE_CANTOPEN => $"a file beside it cannot be opened{SystemError(connection)}; check its directory",
        raw.SQLITE_IOERR => $"input/output error {e.SqliteExtendedErrorCode}{SystemError(connection)}; check the disk",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "another program keeps it locked; close that one",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "it is damaged; restart the daemon to have it set aside",
        _ => e.Message,
    };

    private static string SystemError(SqliteConnection connection)
    {
        var number = DatabaseState.SystemError(connection.Handle!.DangerousGetHandle());
        return number == 0 ? "" : $" ({Marshal.GetPInvokeErrorMessage(number)})";
    }
}
