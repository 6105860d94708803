using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Language;
using Swictation.Domain.Wire;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Queries;

/// <summary>
/// Looks for words, and puts what was found in an order: rare words and short texts first (Okapi BM25). Among the newest alone
/// where there are many, because ranking takes a look at each.
/// </summary>
internal static class RankedSearch
{
    // What is nearer to the edge of a span than this is looked at, should the clock have been set meanwhile.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    /// <summary>
    /// An entry is a text of a sentence, which may have several, or a title, a tag, a note or a mark. Titles that are over do not
    /// count, nor do tags that were taken off.
    /// </summary>
    public const string IsMeant =
        """
        (noted.id IS NULL OR noted.kind IN ('note', 'mark') OR (noted.is_on AND NOT EXISTS (
            SELECT 1
            FROM annotations AS later
            WHERE later.session_id = noted.session_id AND later.kind = noted.kind AND later.id > noted.id
                AND (noted.kind = 'title' OR later.text = noted.text))))
        """;

    private const string Ranked =
        $"""
        WITH hits AS MATERIALIZED (
            SELECT transcripts_fts.rowid AS id, bm25(transcripts_fts) AS score
            FROM transcripts_fts
            WHERE transcripts_fts MATCH @words AND transcripts_fts.rowid >= @first
            ORDER BY transcripts_fts.rowid DESC
            LIMIT @newest)
        SELECT coalesce(revisions.segment, hits.id) AS sentence, count(*) OVER (), (SELECT count(*) FROM hits), (SELECT min(id) FROM hits)
        FROM hits
        LEFT JOIN revisions ON revisions.id = hits.id
        LEFT JOIN annotations AS noted ON noted.id = hits.id
        WHERE {IsMeant}
        GROUP BY sentence
        ORDER BY min(score), sentence DESC
        LIMIT @limit;
        """;

    // What was said about a session counts as said at its start.
    private const string RankedWithin =
        $"""
        WITH hits AS MATERIALIZED (
            SELECT transcripts_fts.rowid AS id, bm25(transcripts_fts) AS score
            FROM transcripts_fts
            LEFT JOIN revisions ON revisions.id = transcripts_fts.rowid
            LEFT JOIN segments AS said ON said.id = coalesce(revisions.segment, transcripts_fts.rowid)
            LEFT JOIN annotations AS noted ON noted.id = transcripts_fts.rowid
            LEFT JOIN sessions AS about ON about.id = noted.session_id
            WHERE transcripts_fts MATCH @words AND transcripts_fts.rowid >= @first
                AND (@session IS NULL OR coalesce(said.session_id, noted.session_id) = @session)
                AND coalesce(said.start_time, noted.marked_at, about.start_us / 1e6) >= @since_us / 1e6
                AND coalesce(said.start_time, noted.marked_at, about.start_us / 1e6) < @until_us / 1e6
                AND {IsMeant}
            ORDER BY transcripts_fts.rowid DESC
            LIMIT @newest)
        SELECT coalesce(revisions.segment, hits.id) AS sentence, count(*) OVER (), (SELECT count(*) FROM hits), (SELECT min(id) FROM hits)
        FROM hits
        LEFT JOIN revisions ON revisions.id = hits.id
        GROUP BY sentence
        ORDER BY min(score), sentence DESC
        LIMIT @limit;
        """;

    private const string OlderOne =
        """
        SELECT 1
        FROM transcripts_fts
        LEFT JOIN revisions ON revisions.id = transcripts_fts.rowid
        CROSS JOIN segments AS said ON said.id = coalesce(revisions.segment, transcripts_fts.rowid)
        WHERE transcripts_fts MATCH @words AND transcripts_fts.rowid < @oldest
            AND (@session IS NULL OR said.session_id = @session)
            AND said.start_time >= @since_us / 1e6 AND said.start_time < @until_us / 1e6
        LIMIT 1;
        """;

    // Sessions that were over by then have nothing that was said later.
    private const string FirstOfSessions =
        """
        SELECT coalesce(min(start_seq), 9223372036854775807)
        FROM sessions
        WHERE end_us IS NULL OR end_us >= @since_us;
        """;

    private const string FirstOfSession =
        """
        SELECT min(id)
        FROM (
            SELECT min(id) AS id
            FROM segments
            WHERE session_id = @session
            UNION ALL
            SELECT min(id) AS id
            FROM annotations
            WHERE session_id = @session);
        """;

    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public static SearchResult Run(SqliteConnection connection, SearchOrder order)
    {
        var terms = SearchTerms.Parse(order.Words);
        if (FullTextQuery.WithForms(connection, terms) is not { } query) return new([], 0, HasOlder: false);

        var words = Encoding.UTF8.GetBytes(query);
        var scope = new Scope(connection, order);
        var ranked = Rank(connection, words, scope, order.Limit);
        using var hits = new SearchHitReader(connection, words, terms, order.Context);
        return new(
            [.. ranked.Best.Select(hits.Read).OfType<SearchHit>()],
            ranked.Found,
            ranked.Entries == SearchOrder.MostRanked && HasOlder(connection, words, scope, ranked.Oldest));
    }

    private static (List<long> Best, long Found, long Entries, long Oldest) Rank(
        SqliteConnection connection, byte[] words, Scope scope, int limit)
    {
        using var ranked = new RawStatement(connection, scope.IsWhole ? Ranked : RankedWithin);
        ranked.Bind(1, words).Bind(2, scope.First);
        var next = scope.IsWhole ? 3 : scope.Bind(ranked, 3);
        ranked.Bind(next, SearchOrder.MostRanked).Bind(next + 1, limit);
        var (best, found, entries, oldest) = (new List<long>(), 0L, 0L, 0L);
        while (ranked.Step())
        {
            best.Add(ranked.Int64(0));
            (found, entries, oldest) = (ranked.Int64(1), ranked.Int64(2), ranked.Int64(3));
        }

        return (best, found, entries, oldest);
    }

    private static bool HasOlder(SqliteConnection connection, byte[] words, Scope scope, long oldest)
    {
        using var older = new RawStatement(connection, OlderOne);
        scope.Bind(older.Bind(1, words).Bind(2, oldest), 3);
        return older.RunScalar() == 1;
    }

    /// <summary>Where is looked.</summary>
    private sealed class Scope
    {
        private readonly SessionId? _session;
        private readonly long _sinceUs = long.MinValue;
        private readonly long _untilUs = long.MaxValue;

        public Scope(SqliteConnection connection, SearchOrder order)
        {
            _session = order.Session;
            if (order.Since is { } since) _sinceUs = WireTime.ToMicroseconds(since);
            if (order.Until is { } until) _untilUs = WireTime.ToMicroseconds(until);
            First = order switch
            {
                { Session: { } session } => Find(connection, FirstOfSession, session.Value),
                { Since: not null } => Find(connection, FirstOfSessions, _sinceUs - (long)Margin.TotalMicroseconds),
                _ => 0,
            };
        }

        /// <summary>Nothing before this position is meant.</summary>
        public long First { get; }

        public bool IsWhole => _session is null && _sinceUs == long.MinValue && _untilUs == long.MaxValue;

        /// <returns>The number of the next parameter.</returns>
        public int Bind(RawStatement statement, int parameter)
        {
            statement.Bind(parameter, _session?.Value).Bind(parameter + 1, _sinceUs).Bind(parameter + 2, _untilUs);
            return parameter + 3;
        }

        private static long Find(SqliteConnection connection, string sql, long about)
        {
            using var find = new RawStatement(connection, sql);
            return find.Bind(1, about).RunScalar();
        }
    }
}
