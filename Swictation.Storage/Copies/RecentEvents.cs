using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Chain;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>Leaves only what is new in a copy: whole sessions, and a range where the earlier events were.</summary>
internal static class RecentEvents
{
    // From the start of the session that was open by then.
    private const string SelectFirst =
        """
        WITH first AS (
            SELECT seq, session_id
            FROM events
            WHERE at_us >= @since
            ORDER BY seq
            LIMIT 1)
        SELECT min(first.seq, coalesce(
            (SELECT max(started.seq) FROM events AS started
                WHERE started.type = 'session_start' AND started.session_id = first.session_id AND started.seq <= first.seq),
            first.seq))
        FROM first;
        """;

    private const string DeleteEvents = "DELETE FROM events WHERE seq < @first;";

    private const string DeleteRanges = "DELETE FROM removed_events WHERE first < @first;";

    private const string ShortenRange =
        """
        UPDATE removed_events
        SET first = @first
        WHERE first < @first AND last >= @first;
        """;

    private const string InsertRange =
        """
        INSERT INTO removed_events (first, last, reason, event)
        VALUES (1, @first - 1, @reason, 0);
        """;

    /// <param name="sinceUs">In microseconds since 1970.</param>
    public static void Keep(SqliteConnection copy, CopyWriter writer, long sinceUs)
    {
        using (var select = new RawStatement(copy, SelectFirst))
        {
            var first = select.Bind(1, sinceUs).RunScalar();
            // The newest event of a log always stays.
            if (first == 0) first = writer.Head;
            if (first <= 1) return;
            writer.Rewrite(() => Cut(copy, first));
        }

        copy.Execute("VACUUM;");
    }

    private static void Cut(SqliteConnection copy, long first)
    {
        foreach (var sql in new[] { DeleteEvents, ShortenRange, DeleteRanges })
        {
            using var statement = new RawStatement(copy, sql);
            statement.Bind(1, first).Run();
        }

        using var insert = new RawStatement(copy, InsertRange);
        insert.Bind(1, first).Bind(2, Encoding.UTF8.GetBytes(RemovalReason.NotCopied.Name)).Run();
        ChainOrigin.Restart(copy);
    }
}
