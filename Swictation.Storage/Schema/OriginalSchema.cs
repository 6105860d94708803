using Dapper;
using Microsoft.Data.Sqlite;

namespace Swictation.Storage.Schema;

/// <summary>
/// The database of the original Swictation, which a daemon takes over: nobody has signed it, and its table of sessions is
/// like no other. Older ones lack columns and tables.
/// </summary>
internal static class OriginalSchema
{
    private const string CountColumns =
        """
        SELECT count(*)
        FROM sqlite_schema
        JOIN pragma_table_info(sqlite_schema.name) AS has
        WHERE sqlite_schema.type = 'table' AND sqlite_schema.name = 'sessions'
            AND has.name IN ('id', 'start_time', 'end_time', 'words_dictated');
        """;

    private const int Columns = 4;

    public static bool Fits(SqliteConnection connection, DatabaseIdentity found) =>
        found is { IsEmpty: false, ApplicationId: 0 } && connection.ExecuteScalar<long>(CountColumns) == Columns;
}
