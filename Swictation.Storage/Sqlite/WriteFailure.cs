using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Swictation.Domain.Reasons;
using Swictation.Storage.Sqlite.Native;

namespace Swictation.Storage.Sqlite;

/// <summary>The reasons why the database could not be written.</summary>
internal static class WriteFailure
{
    /// <summary>To be asked before anything else is done with the connection.</summary>
    public static Reason Of(SqliteException e, SqliteConnection connection) => e.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => new(ReasonCode.DiskFull),
        raw.SQLITE_READONLY => new(ReasonCode.ReadOnly),
        raw.SQLITE_CANTOPEN => new(ReasonCode.CannotOpen, SystemError(connection)),
        raw.SQLITE_IOERR => new(ReasonCode.InputOutput, NumberAndSystemError(e, connection)),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(ReasonCode.Locked),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new(ReasonCode.Damaged),
        _ => new(ReasonCode.DatabaseError, e.Message),
    };

    private static string NumberAndSystemError(SqliteException e, SqliteConnection connection) =>
        SystemError(connection) is { } error ? $"{e.SqliteExtendedErrorCode} ({error})" : $"{e.SqliteExtendedErrorCode}";

    private static string? SystemError(SqliteConnection connection)
    {
        var number = DatabaseState.SystemError(connection.Handle!.DangerousGetHandle());
        return number == 0 ? null : Marshal.GetPInvokeErrorMessage(number);
    }
}
