using Microsoft.Data.Sqlite;
using Swictation.Storage.Observing;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Writing;

/// <summary>Copies the write-ahead log into the database, on the writing connection.</summary>
internal static class WalCheckpoint
{
    /// <summary>With more than this, the write-ahead log is checkpointed in any moment that is quiet.</summary>
    public const long UsualBytes = 4 * 1024 * 1024;

    /// <param name="mode">As SQLite calls it: <c>PASSIVE</c> for what no reader holds up.</param>
    /// <returns>True when everything was copied.</returns>
    /// <exception cref="SqliteException">It could not be written.</exception>
    public static bool Run(SqliteConnection connection, string mode, StepObserver? steps)
    {
        var isComplete = false;
        steps.Around(LogStep.Checkpoint, () =>
        {
            using var checkpoint = new RawStatement(connection, $"PRAGMA wal_checkpoint({mode});");
            isComplete = checkpoint.Step() && checkpoint.Int64(0) == 0 && checkpoint.Int64(1) == checkpoint.Int64(2);
        });
        return isComplete;
    }
}
