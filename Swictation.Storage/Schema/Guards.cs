using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Swictation.Storage.Schema;

/// <summary>
/// The triggers that refuse whoever writes to a log and is not its daemon (promise P9), and the way in which the daemon
/// writes all the same.
/// </summary>
internal static class Guards
{
    // The past and its name: who has dropped one of these may have changed what nothing can make again.
    private static readonly string[] OfTruth =
        ["trigger events_refuse_", "trigger guard_events_", "trigger guard_log_identity_", "trigger guard_removed_events_"];

    /// <summary>
    /// Switches all triggers off for one connection, the one that writes. For it they would only cost: a look-up for each
    /// event, two fifths of an append under load. Not around each statement: every change of the switch has SQLite
    /// prepare all statements of the connection again, and nobody else's SQL runs on it.
    /// </summary>
    public static void SwitchOff(SqliteConnection connection)
    {
        var result = raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, out _);
        SqliteException.ThrowExceptionForRC(result, connection.Handle);
    }

    /// <summary>Whether a part of the schema can be made again without asking what became of the events.</summary>
    /// <param name="made">Its type and name, as in <c>trigger guard_sessions_insert</c>.</param>
    public static bool CanBeRestored(string made) =>
        made.StartsWith("view ", StringComparison.Ordinal)
        || (made.StartsWith("trigger ", StringComparison.Ordinal)
            && !OfTruth.Any(guard => made.StartsWith(guard, StringComparison.Ordinal)));
}
