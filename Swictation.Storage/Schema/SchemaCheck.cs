using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;

namespace Swictation.Storage.Schema;

/// <summary>
/// Whether a database has all that the migrations make, to the letter: its triggers are what keeps the past from being
/// edited (promise P9). Additions of the user are left alone.
/// </summary>
internal static class SchemaCheck
{
    private const string ReadSchema =
        """
        SELECT type || ' ' || name || ': ' || coalesce(sql, '')
        FROM sqlite_schema
        ORDER BY name;
        """;

    private const string CountSharedTrees =
        """
        SELECT count(*) - count(DISTINCT rootpage)
        FROM sqlite_schema
        WHERE rootpage > 0;
        """;

    private static readonly Lazy<string[]> Expected = new(Make);

    // Never changed since the first version, and nobody else's.
    private static readonly Lazy<string[]> Guards =
        new(() => [.. Expected.Value.Where(made => made.StartsWith("trigger events_", StringComparison.Ordinal))]);

    /// <exception cref="EventLogDamagedException">Something is missing or different.</exception>
    public static void Run(SqliteConnection connection, string path)
    {
        var missing = Expected.Value.Except(connection.Query<string>(ReadSchema)).FirstOrDefault();
        if (missing is not null) throw Damaged($"its {missing[..missing.IndexOf(':')]} is not what it was");
        if (connection.ExecuteScalar<long>(CountSharedTrees) != 0) throw Damaged("two of its tables stand in one place");

        EventLogDamagedException Damaged(string finding) => new(path, new Reason(ReasonCode.SchemaDamaged, finding));
    }

    /// <summary>Whether it has all of this version and nothing else, whatever number stands in its header.</summary>
    public static bool IsOfThisVersion(SqliteConnection connection) =>
        Expected.Value.ToHashSet().SetEquals(connection.Query<string>(ReadSchema));

    /// <summary>Whether it has what every version of ours has, whatever signature stands in its header.</summary>
    public static bool IsOurs(SqliteConnection connection) =>
        !Guards.Value.Except(connection.Query<string>(ReadSchema)).Any();

    private static string[] Make()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        new Migrator(Migration.Embedded, NullLogger.Instance).Upgrade(connection);
        return [.. connection.Query<string>(ReadSchema)];
    }
}
