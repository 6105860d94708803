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
            var stored = new StoredEvent(
                select.Int64(0),
                select.IsNull(1) ? null : new SessionId(select.Int64(1)),
                select.Int64(2),
                EventType.FromUtf8(select.Utf8(3)),
                (int)select.Int64(4),
                select.Utf8(5).ToArray());
            yield return new(stored.Sequence, Parse(stored, path), Remains.IsForgotten(stored.Body.Span));
        }
    }

    private static SessionEvent Parse(StoredEvent stored, string path)
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
