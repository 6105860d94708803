using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Storage.Queries;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Tests.Guarded;
using Swictation.Testing;

namespace Swictation.Storage.Tests.ReadModels;

/// <summary>Texts that sentences have got later, and what people have added to sessions.</summary>
public sealed class RevisionsTests : IAsyncDisposable
{
    private static readonly SessionId One = new(1);

    private readonly EventFaker _faker = new(seed: 5);
    private readonly OpenLog _open = new();

    private SqliteEventLog Log => _open.Log;

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public async Task The_newest_text_counts_and_all_of_them_are_there_and_are_found()
    {
        var (sentence, revised) = SayAndRevise("the inn voice is late", "the invoice is late", "the invoices are late");
        Log.Append(Revised(sentence, 4, RevisionKind.TakenBack, "the invoice is late"));
        await LevelAsync();

        Assert.Equal(["the invoice is late|4"], Ask("SELECT text || '|' || version FROM transcripts WHERE seq = " + sentence));
        Assert.Equal(
            [
                "1 recognised  the inn voice is late 0", "2 corrected user the invoice is late 0",
                "3 corrected user the invoices are late 0", "4 taken_back user the invoice is late 1",
            ],
            Ask("SELECT version || ' ' || kind || ' ' || by || ' ' || text || ' ' || is_chosen FROM transcript_versions "
                + $"WHERE seq = {sentence} ORDER BY version"));
        Assert.Equal([$"{revised + 1}"], Ask("SELECT CAST(rowid AS TEXT) FROM transcripts_fts WHERE transcripts_fts MATCH 'invoices'"));
        using var queries = new SessionQueries(_open.Path);
        foreach (var words in new[] { "inn", "invoice", "invoices" })
        {
            var ranked = queries.Search(new SearchOrder(words, Limit: 5));
            Assert.Equal((sentence, "the invoice is late", 4), (ranked.Hits.Single().Said.Sequence, ranked.Hits[0].Said.Text, ranked.Hits[0].Said.Version));
            Assert.Equal(1, ranked.Found);
            Assert.Equal(
                [sentence], queries.Search(words, null, long.MaxValue, 10, CancellationToken.None).Select(found => found.Sequence));
            Assert.Contains(One, queries.FindSessionsWith(words));
        }

        Assert.Equal("invoice", Marked(queries, "invoice"));
        Assert.Equal("", Marked(queries, "inn"));
    }

    [Fact]
    public async Task Found_sentences_come_newest_first_whichever_of_their_texts_has_the_words()
    {
        var (first, _) = SayAndRevise("one apple", "one pear");
        var second = Log.Append(_faker.Transcription(One) with { Text = "a pear" }).First;
        var (third, _) = SayAndRevise("three", "pear pear");
        Log.Append(Revised(first, 3, RevisionKind.Corrected, "one pear more"));
        await LevelAsync();
        using var queries = new SessionQueries(_open.Path);

        var all = queries.Search("pear", null, long.MaxValue, 10, CancellationToken.None).Select(found => found.Sequence);
        var page = queries.Search("pear", null, third, 1, CancellationToken.None).Select(found => found.Sequence);

        Assert.Equal([third, second, first], all);
        Assert.Equal([second], page);
    }

    [Fact]
    public async Task What_people_have_added_is_folded_to_what_counts()
    {
        Log.Append([.. _faker.Session(One, segments: 2)]);
        var at = DateTimeOffset.UtcNow;
        Log.Append(
            new SessionTitled(One, at, "Draft"), new SessionTitled(One, at, "Roof"), new SessionTagged(One, at, "work", true),
            new SessionTagged(One, at, "home", true), new SessionTagged(One, at, "work", false),
            new SessionNoted(One, at, "About the roof"), new SessionMarked(One, at, at, 2.5, "Tiles"), new SessionMarked(One, at, at, 1.5));
        await LevelAsync();

        using var queries = new SessionQueries(_open.Path);
        var session = new SessionCatalogue(queries, Log.Reader).Find(One)!;
        var additions = queries.ReadAdditions(One);

        Assert.Equal(("Roof", "home"), (session.Title, string.Join(' ', session.Tags)));
        Assert.Equal(("Roof", "home"), (additions.Title, string.Join(' ', additions.Tags)));
        Assert.Equal(["About the roof"], additions.Notes.Select(note => note.Text));
        Assert.Equal(["1.5 ", "2.5 Tiles"], additions.InOrder.Select(mark => FormattableString.Invariant($"{mark.StartS} {mark.Text}")));
        Assert.Equal(["Roof"], Ask("SELECT title FROM session_titles"));
        Assert.Equal(["home"], Ask("SELECT tag FROM session_tags"));
        Assert.Equal(["About the roof"], Ask("SELECT text FROM session_notes"));
        Assert.Equal(["1.5", "2.5"], Ask("SELECT CAST(start_s AS TEXT) FROM session_marks ORDER BY start_s"));
        Assert.Contains(One, queries.FindSessionsWith("roof"));
        var hits = queries.Search(new SearchOrder("roof", Limit: 5)).Hits;
        Assert.Equal(["note: About the roof", "title: Roof"], hits.Select(hit => $"{hit.Addition}: {hit.Said.Text}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task P8_Made_anew_they_are_the_same_and_nothing_differs()
    {
        var (sentence, _) = SayAndRevise("one", "two", "日本語の文");
        Log.Append(new SessionTitled(One, DateTimeOffset.UtcNow, "会議"), new SessionNoted(One, DateTimeOffset.UtcNow, "note"));
        // Of a sentence that is not there, and with a form that nobody writes.
        Log.Append(Revised(4_000_000, -7, new("x"), ""));
        await LevelAsync();
        var rows = Rows();

        Assert.Empty(Differences());
        Log.RebuildReadModels();

        Assert.Equal(rows, Rows());
        Assert.Empty(Differences());
        Assert.Equal(["日本語の文"], Ask("SELECT text FROM transcripts WHERE seq = " + sentence));
    }

    [Theory]
    [InlineData("revisions", "UPDATE revisions SET text = 'mine'")]
    [InlineData("revisions", "DELETE FROM revisions")]
    [InlineData("annotations", "UPDATE annotations SET text = 'mine'")]
    public async Task P8_What_others_have_changed_in_them_is_found(string table, string sql)
    {
        await using var guarded = new GuardedLog();
        guarded.Log.Append(Revised(3, 2, RevisionKind.Corrected, "two"), new SessionTitled(One, DateTimeOffset.UtcNow, "Roof"));
        await guarded.CloseAsync();
        Assert.Empty(Differences(guarded.Path));

        guarded.Execute($"DROP TRIGGER guard_{table}_update; DROP TRIGGER guard_{table}_delete; {sql}");

        Assert.Contains(Differences(guarded.Path), difference => difference.StartsWith(table, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_afterthought_changes_no_figure_of_its_session_and_does_not_make_it_longer()
    {
        Log.Append(_faker.Session(One, segments: 3).TakeWhile(recorded => recorded is not SessionEnd).ToArray());
        await LevelAsync();
        using var queries = new SessionQueries(_open.Path);
        var catalogue = new SessionCatalogue(queries, Log.Reader);
        var before = catalogue.Find(One)!;
        var sentence = Log.Reader.ReadAll().First(stored => stored.Type == Transcription.TypeName).Sequence;

        Log.Append(Revised(sentence, 2, RevisionKind.Corrected, "many more words than there were before"));
        Log.Append(new SessionNoted(One, DateTimeOffset.UtcNow.AddYears(5), "much later"));
        await LevelAsync();

        Assert.Equal(before, catalogue.Find(One));
    }

    private (long Sentence, long FirstRevision) SayAndRevise(string text, params string[] later)
    {
        if (Log.Reader.Head == 0) Log.Append(new SessionStart(One, DateTimeOffset.UtcNow));
        var sentence = Log.Append(_faker.Transcription(One) with { Text = text }).First;
        foreach (var (index, revised) in later.Index()) Log.Append(Revised(sentence, index + 2, RevisionKind.Corrected, revised));
        return (sentence, sentence + 1);
    }

    private static TextRevised Revised(long sentence, int version, RevisionKind kind, string text) =>
        new(One, DateTimeOffset.UtcNow, sentence, version, kind, text, TextRevised.User);

    private Task LevelAsync() => Eventually.IsTrueAsync(() => Log.ReadModelLag == 0, "the read models are level");

    private static string Marked(SessionQueries queries, string words)
    {
        var hit = queries.Search(new SearchOrder(words, Limit: 5)).Hits.Single();
        return string.Join(' ', hit.Marks.Select(mark => hit.Said.Text[mark.Start..mark.End]));
    }

    private List<string> Ask(string sql)
    {
        using var raw = SqliteLogs.OpenRaw(_open.Path, SqliteOpenMode.ReadOnly);
        return raw.Query<string>(sql).AsList();
    }

    private List<string> Rows() =>
    [
        .. Ask("SELECT json_array(id, session_id, segment, version, kind, text, author, timestamp, searchable) FROM revisions"),
        .. Ask("SELECT json_array(id, session_id, kind, text, is_on, timestamp, marked_at, start_s, searchable) FROM annotations"),
        .. Ask("SELECT json_array(seq, version, text) FROM transcripts"),
    ];

    private List<string> Differences(string? path = null)
    {
        using var comparison = new ReadModelComparison(path ?? _open.Path, TimeProvider.System);
        while (comparison.TakeSlice())
        {
            // Slice by slice.
        }

        return [.. comparison.Differences.Select(difference => $"{difference}")];
    }
}
