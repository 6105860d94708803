using Microsoft.Data.Sqlite;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Queries;

/// <summary>Reads the deliveries of a session's transcriptions: where they can stand, the types of the events are looked at.</summary>
internal static class DeliveryRows
{
    // Those of later sessions are not read: they are as many, and to read one takes three times as long as to look at it here.
    private const string OfSession =
        """
        SELECT seq, at_us, type, version, body
        FROM events NOT INDEXED
        WHERE seq > @start
            AND seq <= max(
                @end + @behind,
                coalesce((SELECT min(seq) FROM events WHERE type = 'session_start' AND seq > @start), 9223372036854775807))
            AND (type = 'delivery_begun' OR type = 'text_delivered')
            AND CASE WHEN json_valid(body) THEN coalesce(body ->> 'first', body ->> 'segment') <= @end END
        ORDER BY seq;
        """;

    /// <param name="start">That of the session.</param>
    /// <param name="end">The newest transcription of the session, or its end if that is newer.</param>
    public static DeliveryHistory Read(SqliteConnection connection, long start, long end)
    {
        var history = new DeliveryHistory();
        using var select = new RawStatement(connection, OfSession);
        select.Bind(1, start).Bind(2, end).Bind(3, DeliveryHistory.Behind);
        while (select.Step())
        {
            if (StepIn(select) is { } step) history.Add(step);
        }

        return history;
    }

    // What is not understood says nothing of the session.
    private static DeliveryStep? StepIn(RawStatement row)
    {
        try
        {
            return DeliveryStep.Of(WireReader.Read(new StoredEvent(
                row.Int64(0), Session: null, row.Int64(1), EventType.FromUtf8(row.Utf8(2)), (int)row.Int64(3), row.Utf8(4).ToArray())));
        }
        catch (MalformedEventException)
        {
            return null;
        }
    }
}
