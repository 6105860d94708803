using Dapper;
using Microsoft.Data.Sqlite;

namespace Swictation.Storage.Sqlite;

/// <summary>
/// Pages of a database that hold nothing. They can be given back to the file system a few at a time where the file notes for
/// each page what points to it, which is decided when it is made.
/// </summary>
internal static class FreePages
{
    private const string Incremental = "PRAGMA auto_vacuum = INCREMENTAL;";

    /// <inheritdoc cref="PageLayout.Choose"/>
    public static void CanBeGivenBack(SqliteConnection connection)
    {
        // Said once more, it is written into the file, and a connection may be one that only reads.
        if (!AreGivenBack(connection)) connection.Execute(Incremental);
    }

    /// <summary>Whether that was said.</summary>
    public static bool AreGivenBack(SqliteConnection connection) => RawStatement.RunScalar(connection, "PRAGMA auto_vacuum;") != 0;

    public static long Count(SqliteConnection connection) => RawStatement.RunScalar(connection, "PRAGMA freelist_count;");

    /// <summary>Pages of the database, the free ones too.</summary>
    public static long CountAll(SqliteConnection connection) => RawStatement.RunScalar(connection, "PRAGMA page_count;");

    /// <summary>Gives some back, in a transaction of its own.</summary>
    /// <exception cref="SqliteException">Nothing was changed.</exception>
    public static void GiveBack(SqliteConnection connection, long pages)
    {
        using var statement = new RawStatement(connection, $"PRAGMA incremental_vacuum({pages});");
        while (statement.Step())
        {
            // A step for each page.
        }
    }
}
