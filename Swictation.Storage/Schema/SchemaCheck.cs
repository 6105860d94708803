using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;

namespace Swictation.Storage.Schema;

/// <summary>
/// Whether a database has all that the migrations make, to the letter: its triggers are what keeps the past from being
/// edited (promise P9). Additions of the user are left alone, but for those that may refuse an event.
/// </summary>
internal static class SchemaCheck
{
    private const string ReadSchema =
        """
        SELECT type || ' ' || name || ': ' || coalesce(sql, '')
        FROM sqlite_schema
        ORDER BY rowid;
        """;

    private const string CountSharedTrees =
        """
        SELECT count(*) - count(DISTINCT rootpage)
        FROM sqlite_schema
        WHERE rootpage > 0;
        """;

    // None of ours is one: what is unique has its key.
    private const string FindUniqueIndexes =
        """
        SELECT made.name
        FROM sqlite_schema AS of_table, pragma_index_list(of_table.name) AS made
        WHERE of_table.type = 'table' AND made."unique" AND made.origin = 'c';
        """;

    private const string Landmarks = "index events_landmarks: ";
    private const string EndOfMetrics = "'metrics_update' AND seq <= ";

    private static readonly Lazy<string[]> Expected = new(Make);

    // Never changed since the first version, and nobody else's.
    private static readonly Lazy<string[]> OldGuards =
        new(() => [.. Expected.Value.Where(made => made.StartsWith("trigger events_", StringComparison.Ordinal))]);

    /// <summary>Looks, and changes nothing.</summary>
    /// <returns>What is missing of views and of the guards of derived tables: <see cref="Restore"/> makes it again.</returns>
    /// <exception cref="EventLogDamagedException">Something else is missing or different.</exception>
    public static IReadOnlyList<string> FindMissing(SqliteConnection connection, string path)
    {
        string[] missing = [.. Expected.Value.Except(Read(connection))];
        if (missing.FirstOrDefault(made => !Guards.CanBeRestored(made)) is { } lost)
            throw Damaged($"its {PartOf(lost)} is not what it was");
        if (connection.ExecuteScalar<long>(CountSharedTrees) != 0)
            throw Damaged("two of its tables stand in one place");
        return missing;

        EventLogDamagedException Damaged(string finding) => new(path, new Reason(ReasonCode.SchemaDamaged, finding));
    }

    /// <summary>
    /// Makes again what somebody has taken away, and takes away what may refuse an event. On the writing connection of a
    /// log that is whole otherwise: one that is damaged is set aside as it was found.
    /// </summary>
    public static void Restore(SqliteConnection connection, IReadOnlyList<string> missing, string path, ILogger logger)
    {
        foreach (var made in missing) MakeAgain(connection, made, path, logger);
        foreach (var index in connection.Query<string>(FindUniqueIndexes).ToArray())
        {
            connection.Execute($"DROP INDEX {Quoted(index)};");
            logger.PartRestored($"indexes (the unique {index})", path);
        }
    }

    /// <summary>Whether it has all of this version and nothing else, whatever number stands in its header.</summary>
    public static bool IsOfThisVersion(SqliteConnection connection) =>
        Expected.Value.ToHashSet().SetEquals(Read(connection));

    /// <summary>Whether it has what every version of ours has, whatever signature stands in its header.</summary>
    public static bool IsOurs(SqliteConnection connection) =>
        !OldGuards.Value.Except(connection.Query<string>(ReadSchema)).Any();

    private static void MakeAgain(SqliteConnection connection, string made, string path, ILogger logger)
    {
        var part = PartOf(made);
        connection.Execute($"DROP {part[..part.IndexOf(' ')]} IF EXISTS {Quoted(part[(part.IndexOf(' ') + 1)..])};");
        connection.Execute(made[(part.Length + 2)..]);
        logger.PartRestored(part, path);
    }

    private static string PartOf(string made) => made[..made.IndexOf(':')];

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string[] Make()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        new Migrator(Migration.Embedded, NullLogger.Instance).Upgrade(connection);
        return [.. Read(connection)];
    }

    private static IEnumerable<string> Read(SqliteConnection connection) =>
        connection.Query<string>(ReadSchema).Select(WithoutEndOfMetrics);

    // Up to where this index has metrics differs from log to log.
    private static string WithoutEndOfMetrics(string made)
    {
        if (!made.StartsWith(Landmarks, StringComparison.Ordinal)) return made;
        var at = made.IndexOf(EndOfMetrics, StringComparison.Ordinal);
        if (at < 0) return made;
        var number = at + EndOfMetrics.Length;
        var behind = number;
        while (behind < made.Length && char.IsAsciiDigit(made[behind])) behind++;
        return made[..number] + made[behind..];
    }
}
