using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>Reads what people have added to a session, and the texts that its sentences have got later.</summary>
internal static class AdditionRows
{
    private const string Select =
        """
        SELECT seq, session_id, at_us, type, version, body
        FROM events NOT INDEXED
        WHERE instr(body, ',"forgotten":true,') = 0 AND seq IN (
            SELECT id
            FROM annotations
            WHERE session_id = @session
            UNION ALL
            SELECT revisions.id
            FROM segments
            JOIN revisions ON revisions.segment = segments.id
            WHERE segments.session_id = @session)
        ORDER BY seq;
        """;

    /// <summary>In the order of the log; what was forgotten of it is none.</summary>
    /// <param name="session">Its number in the log.</param>
    /// <exception cref="EventLogDamagedException">One is not what was written.</exception>
    public static IEnumerable<(long Position, Afterthought Added)> Read(SqliteConnection connection, long session, string path)
    {
        using var select = new RawStatement(connection, Select);
        select.Bind(1, session);
        while (select.Step())
        {
            var stored = EventRows.StoredAt(select, 0);
            if (EventRows.Parse(stored, path) is Afterthought added) yield return (stored.Sequence, added);
        }
    }
}
