using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Chain;

/// <summary>What a log's chain begins with.</summary>
/// <param name="ProvableFrom">Older events were there before the log had a chain: it says what they were then.</param>
/// <param name="SalvagedFrom">Name of the log that this one was salvaged from; null where there is none.</param>
/// <param name="Start">The link before the first event.</param>
internal sealed record ChainOrigin(long ProvableFrom, string? SalvagedFrom, ChainLink Start)
{
    private const string Select =
        """
        SELECT provable_from, salvaged_from
        FROM chain_origin;
        """;

    private const string NoteSalvaged =
        """
        UPDATE chain_origin
        SET salvaged_from = @log_id;
        """;

    // Ranges and events are chained anew, as those of a log that had none.
    private const string Drop =
        """
        DELETE FROM event_chain;
        """;

    private const string BeginBehind =
        """
        UPDATE chain_origin
        SET provable_from = 1 + (SELECT coalesce(max(seq), 0) FROM events);
        """;

    /// <summary>Null where it is not there.</summary>
    public static ChainOrigin? Read(SqliteConnection connection)
    {
        using var select = new RawStatement(connection, Select);
        var rows = select.ReadAll(row => (row.Int64(0), row.IsNull(1) ? null : Encoding.UTF8.GetString(row.Utf8(1))));
        return rows is [var (from, salvaged), ..]
            ? new(from, salvaged, new(0, RunningHash.Of(LogIdentity.Read(connection) ?? "", salvaged)))
            : null;
    }

    /// <summary>
    /// For a copy that has another name than its log, or not all of its events: its links are those of another past. It is
    /// chained anew, and proves what it is from here on. In one transaction of the caller.
    /// </summary>
    public static void Restart(SqliteConnection connection)
    {
        foreach (var sql in new[] { Drop, BeginBehind })
        {
            using var statement = new RawStatement(connection, sql);
            statement.Run();
        }
    }

    /// <summary>For a new log that is made of what could be read of another one.</summary>
    public static void Note(SqliteConnection connection, string salvagedFrom)
    {
        using var note = new RawStatement(connection, NoteSalvaged);
        note.Bind(1, Encoding.UTF8.GetBytes(salvagedFrom)).Run();
    }
}
