using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Storage.Migrations;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Migrations;

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
