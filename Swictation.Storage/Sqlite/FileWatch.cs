using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite.Native;

namespace Swictation.Storage.Sqlite;

/// <summary>
/// Tells whether the database is still the file at its path. SQLite itself would go on writing to a file that was
/// deleted, and nobody would find it again.
/// </summary>
internal sealed class FileWatch(SqliteConnection connection, TimeProvider time)
{
    // Asking costs two microseconds: not for every commit.
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long _askedAt = time.GetTimestamp();
    private bool _hasMoved;

    /// <summary>True if it is not there any more, as of a second ago; false again as soon as it is back.</summary>
    public bool HasMoved(long now)
    {
        if (!_hasMoved && time.GetElapsedTime(_askedAt, now) < Interval) return false;

        _askedAt = now;
        return HasMoved();
    }

    /// <summary>The same, as of this moment.</summary>
    public bool HasMoved() =>
        _hasMoved = DatabaseState.HasMoved(connection.Handle!.DangerousGetHandle());
}
