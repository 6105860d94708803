using Dapper;
using Microsoft.Data.Sqlite;

namespace Swictation.Storage.Reading;

/// <summary>The random name that a log gets when it is made.</summary>
internal static class LogIdentity
{
    private const int Length = 32;

    private const string SelectLogId =
        """
        SELECT log_id
        FROM log_identity;
        """;

    /// <summary>Null where something stands in its place that was never a name.</summary>
    public static string? Read(SqliteConnection connection) =>
        connection.ExecuteScalar(SelectLogId) is string { Length: Length } name && name.All(char.IsAsciiHexDigitLower)
            ? name
            : null;
}
