using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.ReadModels;

/// <summary>How far the read models of a database have come, as anybody may ask.</summary>
public static class ReadModelLevel
{
    /// <returns>The position of the last event that is in them.</returns>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static long Read(string path)
    {
        using var connection = DatabaseFile.OpenForReading(path);
        return RawStatement.RunScalar(connection, ProjectionSql.ReadCheckpoint);
    }
}
