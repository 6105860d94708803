using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>The sessions that a log has imported, with their origins.</summary>
internal sealed class ImportedSessions
{
    private const string Select =
        """
        SELECT
            imported.id,
            imported.log,
            imported.session,
            max(CAST(coalesce(body ->> '$.origin.position', 0) AS INTEGER))
        FROM events NOT INDEXED
        JOIN imported_sessions AS imported ON imported.id = events.session_id
        WHERE type = 'session_imported' AND json_valid(body)
        GROUP BY imported.id;
        """;

    private readonly Dictionary<long, Origin> _byNumber = [];
    private readonly Dictionary<(string Log, long Session), long> _numbers = [];

    /// <param name="connection">Of a log whose read models are level.</param>
    public static ImportedSessions Read(SqliteConnection connection)
    {
        var sessions = new ImportedSessions();
        using var select = new RawStatement(connection, Select);
        while (select.Step())
            sessions.Note(select.Int64(0), new(Encoding.UTF8.GetString(select.Utf8(1)), select.Int64(2), select.Int64(3)));
        return sessions;
    }

    /// <summary>The origin of a session by its number here; null where it was recorded here.</summary>
    public Origin? Find(long number) => _byNumber.GetValueOrDefault(number);

    /// <summary>The number here of a session that was recorded elsewhere; null where it was not imported.</summary>
    public long? Find(string log, long session) => _numbers.TryGetValue((log, session), out var number) ? number : null;

    public void Note(long number, Origin origin)
    {
        _byNumber[number] = origin;
        _numbers[(origin.Log, origin.Session)] = number;
    }
}
