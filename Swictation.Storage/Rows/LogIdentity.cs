using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Rows;

/// <summary>The random name that a log gets when it is made.</summary>
internal static class LogIdentity
{
    /// <summary>Characters of a name.</summary>
    public const int Length = 32;

    private const string SelectLogId =
        """
        SELECT log_id
        FROM log_identity;
        """;

    /// <summary>Null where something stands in its place that was never a name.</summary>
    public static string? Read(SqliteConnection connection) =>
        connection.ExecuteScalar(SelectLogId) is string name && IsName(name) ? name : null;

    /// <summary>The first event that must have a checksum.</summary>
    public static long ReadChecksummedFrom(SqliteConnection connection) =>
        RawStatement.RunScalar(connection, "SELECT checksummed_from FROM log_identity;");

    public static bool IsName(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);
}
