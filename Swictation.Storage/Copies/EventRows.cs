using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Copies;

/// <summary>Reads some events of a log that are few.</summary>
internal static class EventRows
{
    /// <param name="sql">Gives seq, session_id, at_us, type, version and body of each.</param>
    /// <exception cref="EventLogDamagedException">One is not what was written.</exception>
    public static IEnumerable<EventRow> Read(SqliteConnection connection, string sql, string path)
    {
        using var select = new RawStatement(connection, sql);
        while (select.Step())
        {
            var stored = StoredAt(select, 0);
            yield return new(stored.Sequence, Parse(stored, path));
        }
    }

    /// <param name="column">That of seq; the others stand behind it.</param>
    public static StoredEvent StoredAt(RawStatement row, int column) => new(
        row.Int64(column),
        row.IsNull(column + 1) ? null : new SessionId(row.Int64(column + 1)),
        row.Int64(column + 2),
        EventType.FromUtf8(row.Utf8(column + 3)),
        (int)row.Int64(column + 4),
        row.Utf8(column + 5).ToArray());

    /// <exception cref="EventLogDamagedException">It is not what was written.</exception>
    public static SessionEvent Parse(StoredEvent stored, string path)
    {
        try
        {
            return WireReader.Read(stored);
        }
        catch (MalformedEventException e)
        {
            throw new EventLogDamagedException(path, e.Message, e);
        }
    }
}
