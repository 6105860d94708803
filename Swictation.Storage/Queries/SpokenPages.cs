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
internal sealed class SpokenPages : IDisposable
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
            measured.body
        FROM transcripts AS said
        CROSS JOIN segments AS timed ON timed.id = said.seq
        LEFT JOIN events AS measured
            ON measured.seq = said.seq + 1 AND measured.type = 'segment_measured' AND measured.version = 1

        """;

    private const string InTime = Columns +
        """
        WHERE said.session_id = @session AND said.seq > @after AND said.seq <= @up_to
        ORDER BY said.seq
        LIMIT @most;
        """;

    private const string One = Columns +
        """
        WHERE said.seq = @seq;
        """;

    // Logs of earlier versions do not say when; there it stands behind speech that ended later.
    private const string Late =
        """
        SELECT id, start_time
        FROM (
            SELECT
                id,
                start_time,
                recognised_us,
                timestamp < max(timestamp) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS is_behind
            FROM segments
            WHERE session_id = @session AND id <= @up_to)
        WHERE recognised_us IS NOT NULL OR is_behind;
        """;

    private readonly QueryConnections.Rental _rented;
    private readonly RawStatement _inTime;
    private readonly RawStatement _one;
    private readonly RawStatement _late;

    public SpokenPages(QueryConnections connections)
    {
        _rented = connections.Rent();
        _inTime = new(_rented.Connection, InTime);
        _one = new(_rented.Connection, One);
        _late = new(_rented.Connection, Late);
    }

    public IEnumerable<SpokenTranscript> Read(SessionId session, long upTo)
    {
        var late = new Queue<LateSegment>(FindLate(session, upTo));
        var isLate = late.Select(segment => segment.Sequence).ToHashSet();
        foreach (var said in PagesInTime(session, upTo).SelectMany(page => page))
        {
            if (isLate.Contains(said.Sequence)) continue;
            while (late.TryPeek(out var next) && next.StartTime < WireTime.ToSeconds(said.SpokenAt))
            {
                if (ReadOne(session, late.Dequeue().Sequence) is { } before) yield return before;
            }

            yield return said;
        }

        foreach (var left in late)
        {
            if (ReadOne(session, left.Sequence) is { } behind) yield return behind;
        }
    }

    public void Dispose()
    {
        _inTime.Dispose();
        _one.Dispose();
        _late.Dispose();
        _rented.Dispose();
    }

    private IEnumerable<List<SpokenTranscript>> PagesInTime(SessionId session, long upTo)
    {
        var after = 0L;
        while (true)
        {
            _inTime.Bind(1, session.Value).Bind(2, after).Bind(3, upTo).Bind(4, PageSize);
            var page = ReadAll(_inTime, row => RowOf(row, session));
            yield return page;
            if (page.Count < PageSize) yield break;
            after = page[^1].Sequence;
        }
    }

    // Null where it was taken away meanwhile.
    private SpokenTranscript? ReadOne(SessionId session, long sequence)
    {
        _one.Bind(1, sequence);
        return ReadAll(_one, row => RowOf(row, session)).FirstOrDefault();
    }

    /// <summary>A transcription of a session; null where there is none.</summary>
    public static SpokenTranscript? ReadOne(SqliteConnection connection, SessionId session, long sequence)
    {
        using var statement = new RawStatement(connection, One);
        statement.Bind(1, sequence);
        return statement.Step() ? RowOf(statement, session) : null;
    }

    // Stable: what begins at the same time stays in the order of the log.
    private IEnumerable<LateSegment> FindLate(SessionId session, long upTo)
    {
        _late.Bind(1, session.Value).Bind(2, upTo);
        return ReadAll(_late, row => new LateSegment(row.Int64(0), row.Double(1))).OrderBy(segment => segment.StartTime);
    }

    private static List<T> ReadAll<T>(RawStatement statement, Func<RawStatement, T> read)
    {
        var rows = new List<T>();
        try
        {
            while (statement.Step()) rows.Add(read(statement));
        }
        finally
        {
            statement.Reset();
        }

        return rows;
    }

    private static SpokenTranscript RowOf(RawStatement row, SessionId session)
    {
        var (startS, words) = row.IsNull(10) ? default : MeasuredPlace.Read(row.Utf8(10));
        return new(
            row.Int64(0),
            session,
            WireTime.FromSeconds(row.Double(1)),
            WireTime.FromSeconds(row.Double(2)),
            row.Double(3),
            startS,
            Encoding.UTF8.GetString(row.Utf8(4)),
            (int)row.Int64(5),
            row.Double(6),
            row.Double(7),
            row.Int64(8) != 0,
            row.IsNull(9) ? null : row.Double(9),
            words);
    }

    /// <param name="StartTime">Seconds since 1970.</param>
    private readonly record struct LateSegment(long Sequence, double StartTime);
}
