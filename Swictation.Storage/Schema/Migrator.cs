using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Swictation.Storage.Observing;

namespace Swictation.Storage.Schema;

/// <summary>
/// Brings a database to the newest version of the schema. Each migration runs in one transaction together with the
/// version number that says it has run, so a half-applied one cannot happen. Whoever upgrades a log writes to it: from then
/// on its guards are off for the connection.
/// </summary>
internal sealed class Migrator(IReadOnlyList<Migration> migrations, ILogger logger, StepObserver? steps = null)
{
    private const string ReadVersion = "PRAGMA user_version;";

    /// <summary>Runs what the database is behind by.</summary>
    /// <exception cref="SqliteException">
    /// A migration failed; the database stands where the one before left it.
    /// </exception>
    public void Upgrade(SqliteConnection connection)
    {
        Guards.SwitchOff(connection);
        var version = connection.ExecuteScalar<int>(ReadVersion);
        foreach (var migration in migrations.Where(migration => migration.Number > version))
        {
            steps?.Invoke(LogStep.Migrate, isDone: false);
            using var transaction = connection.BeginTransaction(deferred: false);
            connection.Execute(migration.Sql, transaction: transaction);
            connection.Execute(
                $"""
                PRAGMA application_id = {DatabaseIdentity.OurApplicationId};
                PRAGMA user_version = {migration.Number};
                """,
                transaction: transaction);
            transaction.Commit();
            steps?.Invoke(LogStep.Migrate, isDone: true);
            logger.Migrated(connection.DataSource, migration.Number, migration.Name);
        }
    }
}
