using System.Text;
using Microsoft.Data.Sqlite;
using Swictation.Domain.History;
using Swictation.Domain.Language;
using Swictation.Domain.Wire;
using Swictation.Storage.Sqlite;

namespace Swictation.Storage.Queries;

/// <summary>Reads what a search has found, one after the other: the sentence, where the words stand in it, what is around it.</summary>
/// <param name="words">The words as SQLite's full text takes them.</param>
/// <param name="terms">The same words.</param>
/// <param name="context">So many sentences before and behind each.</param>
internal sealed class SearchHitReader(SqliteConnection connection, byte[] words, IReadOnlyList<SearchTerm> terms, int context)
    : IDisposable
{
    // Characters that no text has, to Unicode's own rule.
    private const char Open = '\uFDD0';
    private const char Close = '\uFDD1';

    // Of the text that the sentence has now; an older one that was found has no marks.
    private const string Highlighted =
        """
        SELECT highlight(transcripts_fts, 0, @open, @close)
        FROM transcripts_fts
        WHERE transcripts_fts MATCH @words AND transcripts_fts.rowid = coalesce(
            (SELECT max(id) FROM revisions WHERE segment = @id), @id);
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

    private const string Added =
        """
        SELECT noted.session_id, noted.kind, noted.text, noted.timestamp, coalesce(noted.marked_at, about.start_us / 1e6, noted.timestamp),
            noted.start_s, about.start_us
        FROM annotations AS noted
        LEFT JOIN sessions AS about ON about.id = noted.session_id
        WHERE noted.id = @id;
        """;

    private readonly SpokenReader _spoken = new(connection);
    private readonly RawStatement _highlighted = new(connection, Highlighted);
    private readonly RawStatement _sessionOf = new(connection, SessionOf);
    private readonly RawStatement _added = new(connection, Added);
    private readonly RawStatement _before = new(connection, Before);
    private readonly RawStatement _after = new(connection, After);

    /// <summary>Null where it was taken away meanwhile.</summary>
    /// <exception cref="SqliteException">The database cannot be read.</exception>
    public SearchHit? Read(long id)
    {
        var sessions = _sessionOf.Bind(1, id).ReadAll(row => (Id: row.Int64(0), StartUs: row.IsNull(1) ? null : (long?)row.Int64(1)));
        if (sessions.Count == 0) return ReadAddition(id);
        if (sessions is not [var session] || _spoken.Read(new(session.Id), id) is not { } said) return null;

        var before = Neighbours(_before, said);
        before.Reverse();
        return new(
            said,
            session.StartUs is { } start ? WireTime.FromMicroseconds(start) : said.SpokenAt,
            FindMarks(said),
            before,
            Neighbours(_after, said));
    }

    public void Dispose()
    {
        _spoken.Dispose();
        _highlighted.Dispose();
        _sessionOf.Dispose();
        _added.Dispose();
        _before.Dispose();
        _after.Dispose();
    }

    private SearchHit? ReadAddition(long id)
    {
        var found = _added.Bind(1, id).ReadAll(row => (
            Kind: row.Text(1),
            Said: new SpokenTranscript(
                id,
                new(row.Int64(0)),
                TextVersionRow.TimeOf(row.Double(3)),
                TextVersionRow.TimeOf(row.Double(4)),
                DurationS: 0,
                row.IsNull(5) ? null : row.Double(5),
                row.Text(2),
                Words: 0,
                WordsPerMinute: 0,
                LatencyMs: 0,
                IsOffTheRecord: false),
            StartUs: row.IsNull(6) ? null : (long?)row.Int64(6)));
        return found is not [var added] ? null : new(
            added.Said,
            added.StartUs is { } start ? WireTime.FromMicroseconds(start) : added.Said.SpokenAt,
            FindMarks(added.Said),
            [],
            [])
        {
            Addition = added.Kind,
        };
    }

    private List<SpokenTranscript> Neighbours(RawStatement select, SpokenTranscript said)
    {
        if (context == 0) return [];

        var ids = select.Bind(1, said.Session.Value).Bind(2, said.Sequence).Bind(3, context).ReadAll(row => row.Int64(0));
        return [.. ids.Select(id => _spoken.Read(said.Session, id)).OfType<SpokenTranscript>()];
    }

    private IReadOnlyList<TextSpan> FindMarks(SpokenTranscript said)
    {
        var marked = _highlighted
            .Bind(1, Encoding.UTF8.GetBytes([Open]))
            .Bind(2, Encoding.UTF8.GetBytes([Close]))
            .Bind(3, words)
            .Bind(4, said.Sequence)
            .ReadAll(row => row.Text(0));
        return SearchMarks.Join(MarkedIn(marked is [var text] ? text : said.Text, said.Text).Concat(
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
}
