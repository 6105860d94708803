using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Wire;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Queries;

/// <summary>
/// The transcriptions of a session in the order of their speech. They stand in it in the order of the log, but for late ones,
/// which were recognised after what was said behind them: these are found first, and each is given where it belongs. No
/// transaction outlives a page: who reads slowly keeps no daemon from checkpointing.
/// </summary>
internal static class SpokenPages
{
    private const int PageSize = 1_000;

    // The view says what is shown in place of a text; the measurement stands directly behind its transcription in the log.
    private const string Columns =
        """
        SELECT
            said.seq,
            timed.timestamp,
            timed.start_time,
            timed.duration_s,
            said.text,
            said.words,
            said.wpm,
            said.latency_ms,
            said.off_the_record,
            said.confidence,
            CASE WHEN json_valid(measured.body) THEN CAST(measured.body ->> 'start_s' AS REAL) END,
            CASE WHEN json_valid(measured.body) THEN measured.body ->> 'word_confidences' END
        FROM transcripts AS said
        CROSS JOIN segments AS timed ON timed.id = said.seq
        LEFT JOIN events AS measured
            ON measured.seq = said.seq + 1 AND measured.type = 'segment_measured' AND measured.version = 1

        """;

    private const string InTime = Columns +
        """
        WHERE said.session_id = @session AND said.seq > @after AND said.seq <= @up_to AND timed.recognised_us IS NULL
        ORDER BY said.seq
        LIMIT @most;
        """;

    private const string One = Columns +
        """
        WHERE said.seq = @seq;
        """;

    private const string Late =
        """
        SELECT id, start_time
        FROM segments
        WHERE session_id = @session AND id <= @up_to AND recognised_us IS NOT NULL;
        """;

    public static IEnumerable<SpokenTranscript> Read(QueryConnections connections, SessionId session, long upTo)
    {
        var late = new Queue<LateSegment>(FindLate(connections, session, upTo));
        foreach (var said in PagesInTime(connections, session, upTo).SelectMany(page => page))
        {
            while (late.TryPeek(out var next) && next.StartTime < WireTime.ToSeconds(said.SpokenAt))
            {
                if (ReadOne(connections, session, late.Dequeue().Sequence) is { } before) yield return before;
            }

            yield return said;
        }

        foreach (var left in late)
        {
            if (ReadOne(connections, session, left.Sequence) is { } behind) yield return behind;
        }
    }

    private static IEnumerable<List<SpokenTranscript>> PagesInTime(QueryConnections connections, SessionId session, long upTo)
    {
        var after = 0L;
        while (true)
        {
            var page = ReadPage(connections, session, after, upTo);
            yield return page;
            if (page.Count < PageSize) yield break;
            after = page[^1].Sequence;
        }
    }

    private static List<SpokenTranscript> ReadPage(QueryConnections connections, SessionId session, long after, long upTo)
    {
        using var rented = connections.Rent();
        using var statement = new RawStatement(rented.Connection, InTime);
        statement.Bind(1, session.Value).Bind(2, after).Bind(3, upTo).Bind(4, PageSize);
        var page = new List<SpokenTranscript>(PageSize);
        while (statement.Step()) page.Add(RowOf(statement, session));
        return page;
    }

    // Null where it was taken away meanwhile.
    private static SpokenTranscript? ReadOne(QueryConnections connections, SessionId session, long sequence)
    {
        using var rented = connections.Rent();
        return ReadOne(rented.Connection, session, sequence);
    }

    /// <summary>A transcription of a session; null where there is none.</summary>
    public static SpokenTranscript? ReadOne(SqliteConnection connection, SessionId session, long sequence)
    {
        using var statement = new RawStatement(connection, One);
        statement.Bind(1, sequence);
        return statement.Step() ? RowOf(statement, session) : null;
    }

    private static IEnumerable<LateSegment> FindLate(QueryConnections connections, SessionId session, long upTo)
    {
        using var rented = connections.Rent();
        using var statement = new RawStatement(rented.Connection, Late);
        statement.Bind(1, session.Value).Bind(2, upTo);
        var late = new List<LateSegment>();
        while (statement.Step()) late.Add(new(statement.Int64(0), statement.Double(1)));

        // Stable: what begins at the same time stays in the order of the log.
        return late.OrderBy(segment => segment.StartTime);
    }

    private static SpokenTranscript RowOf(RawStatement row, SessionId session) => new(
        row.Int64(0),
        session,
        WireTime.FromSeconds(row.Double(1)),
        WireTime.FromSeconds(row.Double(2)),
        row.Double(3),
        row.IsNull(10) ? null : row.Double(10),
        Encoding.UTF8.GetString(row.Utf8(4)),
        (int)row.Int64(5),
        row.Double(6),
        row.Double(7),
        row.Int64(8) != 0,
        row.IsNull(9) ? null : row.Double(9),
        row.IsNull(11) ? null : Encoding.UTF8.GetString(row.Utf8(11)));

    /// <param name="StartTime">Seconds since 1970.</param>
    private readonly record struct LateSegment(long Sequence, double StartTime);
}
