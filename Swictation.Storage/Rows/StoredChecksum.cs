using Microsoft.Data.Sqlite;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Rows;

/// <summary>The checksum that stands beside an event in the log.</summary>
internal static class StoredChecksum
{
    private const string Select =
        """
        SELECT coalesce(checksum, 0)
        FROM events NOT INDEXED
        WHERE seq = @seq;
        """;

    /// <summary>0 where there is none.</summary>
    public static int At(SqliteConnection connection, long sequence)
    {
        using var checksum = new RawStatement(connection, Select);
        return (int)checksum.Bind(1, sequence).RunScalar();
    }
}
