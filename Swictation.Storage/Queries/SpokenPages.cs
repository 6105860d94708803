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

    private const string InTime = SpokenReader.Columns +
        """
        WHERE said.session_id = @session AND said.seq > @after AND said.seq <= @up_to
        ORDER BY said.seq
        LIMIT @most;
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
    private readonly SpokenReader _one;
    private readonly RawStatement _late;

    public SpokenPages(QueryConnections connections)
    {
        _rented = connections.Rent();
        _inTime = new(_rented.Connection, InTime);
        _one = new(_rented.Connection);
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
                if (_one.Read(session, late.Dequeue().Sequence) is { } before) yield return before;
            }

            yield return said;
        }

        foreach (var left in late)
        {
            if (_one.Read(session, left.Sequence) is { } behind) yield return behind;
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
            var page = _inTime.Bind(1, session.Value).Bind(2, after).Bind(3, upTo).Bind(4, PageSize)
                .ReadAll(row => SpokenReader.RowOf(row, session));
            yield return page;
            if (page.Count < PageSize) yield break;
            after = page[^1].Sequence;
        }
    }

    // Stable: what begins at the same time stays in the order of the log.
    private IEnumerable<LateSegment> FindLate(SessionId session, long upTo) => _late.Bind(1, session.Value).Bind(2, upTo)
        .ReadAll(row => new LateSegment(row.Int64(0), row.Double(1)))
        .OrderBy(segment => segment.StartTime);

    /// <param name="StartTime">Seconds since 1970.</param>
    private readonly record struct LateSegment(long Sequence, double StartTime);
}
