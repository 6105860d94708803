using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Forgetting;

/// <summary>
/// Reads the events that carry words, a stretch of the log at a time: an open transaction would keep the write-ahead log from
/// being emptied.
/// </summary>
internal sealed class SpokenEvents(SqliteConnection connection)
{
    private const long Stretch = 20_000;

    // What is looked at first passes over most rows of a long log, and what is dear comes last: in this order a scan takes 0.4 of the
    // time that it takes with the session behind the body.
    private static readonly string Select =
        $"""
        SELECT
            seq,
            session_id,
            type,
            at_us,
            CASE WHEN json_valid(body) THEN coalesce(CAST({MeasuredBody.StartS} AS REAL) * 1000, 0) END,
            CASE WHEN json_valid(body) THEN coalesce(CAST({MeasuredBody.DurationS} AS REAL) * 1000, 0) END,
            CASE WHEN type = '{TextRevised.TypeName}' AND json_valid(body) THEN CAST(body ->> 'of' AS INTEGER) END
        FROM events NOT INDEXED
        WHERE seq > @after AND seq <= @up_to
            AND (@session IS NULL OR session_id = @session)
            AND at_us BETWEEN @from_us AND @to_us
            AND {TypesWithWords.Condition}
            AND (@with_forgotten OR instr(body, ',"forgotten":true,') = 0)
        ORDER BY seq;
        """;

    private const string SelectStart =
        """
        SELECT coalesce(
            (SELECT min(seq) FROM events WHERE type = 'session_start' AND session_id = @session),
            (SELECT start_seq FROM sessions WHERE id = @session),
            1);
        """;

    /// <summary>Those up to a position that fit, in order.</summary>
    /// <param name="withForgotten">Those too that have lost their words already.</param>
    public IEnumerable<SpokenEvent> Read(
        long upTo, SessionId? session, bool withForgotten, long fromUs = long.MinValue, long toUs = long.MaxValue, long after = 0)
    {
        if (session is { } wanted) after = Math.Max(after, StartOf(wanted) - 1);
        for (; after < upTo; after += Stretch)
        {
            foreach (var found in ReadStretch(after, Math.Min(upTo, after + Stretch), session, withForgotten, fromUs, toUs))
                yield return found;
        }
    }

    /// <summary>The event at a position, also where it has lost its words; null where none is that carries any.</summary>
    public SpokenEvent? Find(long position)
    {
        var found = ReadStretch(position - 1, position, session: null, withForgotten: true, long.MinValue, long.MaxValue);
        return found.Count > 0 ? found[0] : null;
    }

    private List<SpokenEvent> ReadStretch(
        long after, long upTo, SessionId? session, bool withForgotten, long fromUs, long toUs)
    {
        using var select = new RawStatement(connection, Select);
        select
            .Bind(1, after)
            .Bind(2, upTo)
            .Bind(3, session?.Value)
            .Bind(4, fromUs)
            .Bind(5, toUs)
            .Bind(6, withForgotten ? 1 : 0);
        var found = new List<SpokenEvent>();
        while (select.Step())
        {
            found.Add(new(
                select.Int64(0),
                select.IsNull(1) ? null : select.Int64(1),
                EventType.FromUtf8(select.Utf8(2)).Name,
                select.Int64(4) / 1e3,
                select.Int64(5) / 1e3,
                select.Int64(6)));
        }

        return found;
    }

    private long StartOf(SessionId session)
    {
        using var select = new RawStatement(connection, SelectStart);
        return select.Bind(1, session.Value).RunScalar();
    }
}
