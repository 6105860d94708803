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

    private const string SelectForgotten =
        """
        SELECT instr(body, ',"forgotten":true,') > 0
        FROM events NOT INDEXED
        WHERE seq = @seq;
        """;

    /// <summary>True for an event whose words were removed, and its first checksum with them.</summary>
    public static bool IsOfForgotten(SqliteConnection connection, long sequence)
    {
        using var forgotten = new RawStatement(connection, SelectForgotten);
        return forgotten.Bind(1, sequence).RunScalar() == 1;
    }

    /// <summary>0 where there is none.</summary>
    public static int At(SqliteConnection connection, long sequence)
    {
        using var checksum = new RawStatement(connection, Select);
        return (int)checksum.Bind(1, sequence).RunScalar();
    }
}
