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

    private const string Times =
        """
        SELECT id, start_time, timestamp, recognised_us IS NOT NULL
        FROM segments
        WHERE session_id = @session AND id <= @up_to
        ORDER BY id;
        """;

    private readonly QueryConnections.Rental _rented;
    private readonly RawStatement _inTime;
    private readonly SpokenReader _one;
    private readonly RawStatement _times;
    private readonly RawStatement _level;

    public SpokenPages(QueryConnections connections)
    {
        _rented = connections.Rent();
        _inTime = new(_rented.Connection, InTime);
        _one = new(_rented.Connection);
        _times = new(_rented.Connection, Times);
        _level = new(_rented.Connection, SessionQueries.Level);
    }

    /// <inheritdoc cref="SessionQueries.ReadLevel"/>
    public long ReadLevel() => _level.RunScalar();

    public IEnumerable<SpokenTranscript> Read(SessionId session, long upTo)
    {
        // Most sessions are a page, and nothing in them was late: then one look at them is enough.
        var page = ReadPage(session, after: 0, upTo);
        return page.Count < PageSize && IsInOrder(page) ? page : ReadInOrder(session, upTo);
    }

    public void Dispose()
    {
        _inTime.Dispose();
        _one.Dispose();
        _times.Dispose();
        _level.Dispose();
        _rented.Dispose();
    }

    private static bool IsInOrder(List<SpokenTranscript> page)
    {
        for (var i = 1; i < page.Count; i++)
        {
            if (page[i].SpokenAt <= page[i - 1].SpokenAt) return false;
        }

        return true;
    }

    private IEnumerable<SpokenTranscript> ReadInOrder(SessionId session, long upTo)
    {
        // Stable: what begins at the same time stays in the order of the log.
        var late = new Queue<LateSegment>(FindLate(session, upTo).OrderBy(segment => segment.StartTime));
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

    private IEnumerable<List<SpokenTranscript>> PagesInTime(SessionId session, long upTo)
    {
        var after = 0L;
        while (true)
        {
            var page = ReadPage(session, after, upTo);
            yield return page;
            if (page.Count < PageSize) yield break;
            after = page[^1].Sequence;
        }
    }

    private List<SpokenTranscript> ReadPage(SessionId session, long after, long upTo) =>
        _inTime.Bind(1, session.Value).Bind(2, after).Bind(3, upTo).Bind(4, PageSize).ReadAll(row => SpokenReader.RowOf(row, session));

    // Logs of earlier versions do not say which; there it stands behind speech that ended later.
    private List<LateSegment> FindLate(SessionId session, long upTo)
    {
        var (late, newest) = (new List<LateSegment>(), double.NegativeInfinity);
        _times.Bind(1, session.Value).Bind(2, upTo);
        try
        {
            while (_times.Step())
            {
                var end = _times.Double(2);
                if (_times.Int64(3) != 0 || end < newest) late.Add(new(_times.Int64(0), _times.Double(1)));
                newest = Math.Max(newest, end);
            }
        }
        finally
        {
            _times.Reset();
        }

        return late;
    }

    /// <param name="StartTime">Seconds since 1970.</param>
    private readonly record struct LateSegment(long Sequence, double StartTime);
}
