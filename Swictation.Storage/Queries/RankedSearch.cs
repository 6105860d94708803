using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.History;
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
    // Characters that no text has, to Unicode's own rule.
    private const char Open = '\uFDD0';
    private const char Close = '\uFDD1';

    // What is nearer to the edge of a span than this is looked at, should the clock have been set meanwhile.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    private const string Ranked =
        """
        WITH hits AS MATERIALIZED (
            SELECT transcripts_fts.rowid AS id, bm25(transcripts_fts) AS score
            FROM transcripts_fts
            WHERE transcripts_fts MATCH @words AND transcripts_fts.rowid >= @first
            ORDER BY transcripts_fts.rowid DESC
            LIMIT @newest)
        SELECT id, (SELECT count(*) FROM hits), (SELECT min(id) FROM hits)
        FROM hits
        ORDER BY score, id DESC
        LIMIT @limit;
        """;

    private const string RankedWithin =
        """
        WITH hits AS MATERIALIZED (
            SELECT transcripts_fts.rowid AS id, bm25(transcripts_fts) AS score
            FROM transcripts_fts
            CROSS JOIN segments AS said ON said.id = transcripts_fts.rowid
            WHERE transcripts_fts MATCH @words AND transcripts_fts.rowid >= @first
                AND (@session IS NULL OR said.session_id = @session)
                AND said.start_time >= @since_us / 1e6 AND said.start_time < @until_us / 1e6
            ORDER BY transcripts_fts.rowid DESC
            LIMIT @newest)
        SELECT id, (SELECT count(*) FROM hits), (SELECT min(id) FROM hits)
        FROM hits
        ORDER BY score, id DESC
        LIMIT @limit;
        """;

    private const string OlderOne =
        """
        SELECT 1
        FROM transcripts_fts
        CROSS JOIN segments AS said ON said.id = transcripts_fts.rowid
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
        FROM segments
        WHERE session_id = @session;
        """;

    private const string Highlighted =
        """
        SELECT highlight(transcripts_fts, 0, @open, @close)
        FROM transcripts_fts
        WHERE transcripts_fts MATCH @words AND transcripts_fts.rowid = @id;
        """;

    private const string SessionOf =
        """
        SELECT said.session_id, of_session.start_us
        FROM segments AS said
        LEFT JOIN sessions AS of_session ON of_session.id = said.session_id
        WHERE said.id = @id;
        """;

    private const string Before =
        """
        SELECT id
        FROM segments
        WHERE session_id = @session AND id < @id
        ORDER BY id DESC
        LIMIT @context;
        """;

    private const string After =
        """
        SELECT id
        FROM segments
        WHERE session_id = @session AND id > @id
        ORDER BY id
        LIMIT @context;
        """;

    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public static SearchResult Run(SqliteConnection connection, SearchOrder order)
    {
        var terms = SearchTerms.Parse(order.Words);
        if (FullTextQuery.Of(terms) is not { } query) return new([], 0, HasOlder: false);

        var words = Encoding.UTF8.GetBytes(query);
        var scope = new Scope(connection, order);
        var (best, found, oldest) = Rank(connection, words, scope, order.Limit);
        return new(
            [.. best.Select(id => Read(connection, id, words, terms, order.Context)).OfType<SearchHit>()],
            found,
            found == SearchOrder.MostRanked && HasOlder(connection, words, scope, oldest));
    }

    private static (List<long> Best, long Found, long Oldest) Rank(
        SqliteConnection connection, byte[] words, Scope scope, int limit)
    {
        using var ranked = new RawStatement(connection, scope.IsWhole ? Ranked : RankedWithin);
        ranked.Bind(1, words).Bind(2, scope.First);
        var next = scope.IsWhole ? 3 : scope.Bind(ranked, 3);
        ranked.Bind(next, SearchOrder.MostRanked).Bind(next + 1, limit);
        var (best, found, oldest) = (new List<long>(), 0L, 0L);
        while (ranked.Step())
        {
            best.Add(ranked.Int64(0));
            (found, oldest) = (ranked.Int64(1), ranked.Int64(2));
        }

        return (best, found, oldest);
    }

    private static bool HasOlder(SqliteConnection connection, byte[] words, Scope scope, long oldest)
    {
        using var older = new RawStatement(connection, OlderOne);
        scope.Bind(older.Bind(1, words).Bind(2, oldest), 3);
        return older.RunScalar() == 1;
    }

    // Null where it was taken away meanwhile.
    private static SearchHit? Read(
        SqliteConnection connection, long id, byte[] words, IReadOnlyList<SearchTerm> terms, int context)
    {
        using var session = new RawStatement(connection, SessionOf);
        if (!session.Bind(1, id).Step()) return null;
        if (SpokenPages.ReadOne(connection, new(session.Int64(0)), id) is not { } said) return null;

        var before = Neighbours(connection, Before, said, context);
        before.Reverse();
        return new(
            said,
            session.IsNull(1) ? said.SpokenAt : WireTime.FromMicroseconds(session.Int64(1)),
            FindMarks(connection, said, words, terms),
            before,
            Neighbours(connection, After, said, context));
    }

    private static List<SpokenTranscript> Neighbours(SqliteConnection connection, string sql, SpokenTranscript said, int context)
    {
        if (context == 0) return [];

        using var select = new RawStatement(connection, sql);
        select.Bind(1, said.Session.Value).Bind(2, said.Sequence).Bind(3, context);
        List<long> ids = [];
        while (select.Step()) ids.Add(select.Int64(0));
        return [.. ids.Select(id => SpokenPages.ReadOne(connection, said.Session, id)).OfType<SpokenTranscript>()];
    }

    private static IReadOnlyList<TextSpan> FindMarks(
        SqliteConnection connection, SpokenTranscript said, byte[] words, IReadOnlyList<SearchTerm> terms)
    {
        using var select = new RawStatement(connection, Highlighted);
        select
            .Bind(1, Encoding.UTF8.GetBytes([Open]))
            .Bind(2, Encoding.UTF8.GetBytes([Close]))
            .Bind(3, words)
            .Bind(4, said.Sequence);
        var marked = select.Step() ? Encoding.UTF8.GetString(select.Utf8(0)) : said.Text;
        return SearchMarks.Join(MarkedIn(marked, said.Text).Concat(
            SearchableText.Of(said.Text) is null ? [] : SearchMarks.InsideWords(said.Text, terms)));
    }

    /// <summary>What stands between the marks, as far as the text goes: the index may have more behind it.</summary>
    private static List<TextSpan> MarkedIn(string marked, string text)
    {
        List<TextSpan> marks = [];
        var (at, start) = (0, -1);
        foreach (var character in marked)
        {
            var isOfText = at < text.Length && text[at] == character;
            if (character == Open && !isOfText)
            {
                start = at;
            }
            else if (character == Close && !isOfText)
            {
                if (start >= 0 && start < text.Length) marks.Add(new(start, Math.Min(at, text.Length) - start));
                start = -1;
            }
            else
            {
                at++;
            }
        }

        return marks;
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
