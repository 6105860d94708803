using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Storage.Schema;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Schema;

public sealed class MigratorTests : IDisposable
{
    private const string ReadSchema =
        """
        SELECT type || ' ' || name || ' ' || coalesce(sql, '')
        FROM sqlite_schema
        ORDER BY type, name;
        """;

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Migrations_are_numbered_from_one_without_gaps()
    {
        var numbers = Migration.Embedded.Select(migration => migration.Number);

        Assert.Equal(Enumerable.Range(1, Migration.NewestVersion), numbers);
    }

    [Fact]
    public void A_new_database_is_as_one_that_was_upgraded_step_by_step()
    {
        using var fresh = Open("fresh.db");
        using var stepwise = Open("stepwise.db");

        Upgrade(fresh, Migration.Embedded);
        for (var steps = 1; steps <= Migration.NewestVersion; steps++)
            Upgrade(stepwise, [.. Migration.Embedded.Take(steps)]);

        Assert.Equal(fresh.Query<string>(ReadSchema), stepwise.Query<string>(ReadSchema));
        Assert.Equal(Migration.NewestVersion, fresh.ExecuteScalar<int>("PRAGMA user_version;"));
        Assert.Equal(0x53574943, fresh.ExecuteScalar<int>("PRAGMA application_id;"));
    }

    [Fact]
    public void Every_version_has_another_schema()
    {
        var schemas = Migration.Embedded.Select(migration =>
        {
            using var connection = Open($"{migration.Number}.db");
            Upgrade(connection, [.. Migration.Embedded.Take(migration.Number)]);
            return string.Concat(connection.Query<string>(ReadSchema));
        });

        Assert.Distinct(schemas);
    }

    [Fact]
    public void Sessions_of_an_older_database_are_kept_and_have_no_pauses()
    {
        using var connection = Open("old.db");
        Upgrade(connection, [.. Migration.Embedded.Take(4)]);
        connection.Execute(
            """
            INSERT INTO sessions (id, start_seq, start_us, end_us, end_reason, segments, words_dictated)
            VALUES (1, 1, 1000000, 61000000, NULL, 4, 90), (2, 9, 70000000, NULL, NULL, 0, 0);
            """);
        const string Read = "SELECT id, duration_s, end_reason, segments FROM sessions ORDER BY id;";
        var before = connection.Query(Read).Select(row => $"{row}").ToList();

        Upgrade(connection, Migration.Embedded);

        Assert.Equal(before, connection.Query(Read).Select(row => $"{row}"));
        Assert.Equal([0L, 0L], connection.Query<long>("SELECT paused_us FROM sessions;"));
        Assert.Equal(1, connection.ExecuteScalar<int>("SELECT total_sessions FROM lifetime_stats;"));
    }

    [Fact]
    public void A_migration_that_fails_leaves_nothing_of_itself()
    {
        using var connection = Open("half.db");
        Migration good = new(1, "good", "CREATE TABLE good (x INTEGER) STRICT;");
        Migration bad = new(2, "bad", "CREATE TABLE bad (x INTEGER) STRICT; INSERT INTO nowhere VALUES (1);");

        Assert.Throws<SqliteException>(() => Upgrade(connection, [good, bad]));

        Assert.Equal(["good"], connection.Query<string>("SELECT name FROM sqlite_schema;"));
        Assert.Equal(1, connection.ExecuteScalar<int>("PRAGMA user_version;"));
        Upgrade(connection, [good, bad with { Sql = "CREATE TABLE bad (x INTEGER) STRICT;" }]);
        Assert.Equal(2, connection.ExecuteScalar<int>("PRAGMA user_version;"));
    }

    public void Dispose() => _directory.Dispose();

    private static void Upgrade(SqliteConnection connection, IReadOnlyList<Migration> migrations) =>
        new Migrator(migrations, NullLogger.Instance).Upgrade(connection);

    private SqliteConnection Open(string name) => SqliteLogs.OpenRaw(_directory.File(name));
}
