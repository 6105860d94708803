using Dapper;
using Microsoft.Data.Sqlite;
using Swictation.Domain.Events;
using Swictation.Domain.Wire;
using Swictation.Storage.ReadModels;
using Swictation.Storage.Tests.Guarded;
using Swictation.Testing;

namespace Swictation.Storage.Tests.ReadModels;

/// <summary>Words in a text without blanks, as anybody finds them with SQL.</summary>
public sealed class SearchWithoutBlanksTests : IAsyncDisposable
{
    private static readonly SessionId One = new(1);

    private readonly EventFaker _faker = new(seed: 81);
    private readonly GuardedLog _guarded = new();

    public ValueTask DisposeAsync() => _guarded.DisposeAsync();

    [Theory]
    [InlineData("今天下午三点我们开会讨论明年的预算", "预算")]
    [InlineData("今天下午三点我们开会讨论明年的预算", "今天")]
    [InlineData("今天下午三点我们开会讨论明年的预算", "下午三点")]
    [InlineData("今天下午三点我们开会讨论明年的预算", "会")]
    [InlineData("明日の会議の資料をください", "会議")]
    [InlineData("明日の会議の資料をください", "ください")]
    [InlineData("コーヒーを二つ", "コーヒー")]
    [InlineData("我用iPhone打电话", "iphone")]
    [InlineData("第3章和第12章", "12")]
    [InlineData("🎉派对在星期五🎉", "星期五")]
    [InlineData("내일 회의에서 예산을 봅시다", "회의")]
    [InlineData("내일 회의에서 예산을 봅시다", "예산")]
    [InlineData("iPhone을 샀다", "iphone")]
    [InlineData("พรุ่งนี้เราจะประชุมเรื่องงบประมาณ", "ประ")]
    [InlineData("พรุ่งนี้เราจะประชุมเรื่องงบประมาณ", "พรุ่งนี้")]
    [InlineData("ມື້ອື່ນພວກເຮົາຈະປະຊຸມ", "ເຮົາ")]
    [InlineData("ថ្ងៃស្អែកយើងនឹងប្រជុំ", "យើង")]
    [InlineData("the budget 预算 of next year", "预算")]
    [InlineData("the budget 预算 of next year", "budget")]
    public void A_word_in_a_text_without_blanks_is_found(string text, string word)
    {
        Say(text, "something else");

        Assert.Equal([text], Find(word));
    }

    [Fact]
    public void Text_with_blanks_takes_no_more_room_than_before()
    {
        Say("the budget of next year", "Grüße aus Köln", "завтра в три часа");

        Assert.Equal(0, _guarded.Query("SELECT count(searchable) FROM segments;"));
    }

    [Fact]
    public void P8_The_index_is_the_same_wherever_the_slices_end()
    {
        using var bench = new ProjectorBench();
        bench.Store(Texts(seed: 3, count: 60).Select(text => WireWriter.ToAppend(_faker.Transcription(One) with { Text = text })));

        bench.ProjectUpTo(bench.Head);
        var atOnce = bench.Rows();
        bench.Projector.Clear();
        for (var sequence = 1; sequence <= bench.Head; sequence++) bench.ProjectUpTo(sequence);

        Assert.Contains(atOnce, row => row.Contains("searchable, ", StringComparison.Ordinal));
        Assert.Equal(atOnce, bench.Rows());
    }

    [Fact]
    public async Task An_older_log_finds_what_it_found_and_after_idle_moments_all()
    {
        Say([.. Texts(seed: 5, count: 300), "the invoice of October", "明年的预算"]);
        var rows = Level();
        await _guarded.CloseAsync();
        _guarded.Execute(EarlierSchema.BackToTen);

        _guarded.Open();

        Assert.Equal(["the invoice of October"], Find("invoice"));
        Assert.Equal(["明年的预算"], Find("明年的预算"));
        Assert.Empty(Find("预算"));
        Assert.Empty(Compare());
        _guarded.Idle(() => Behind() == 0, "the index is renewed");
        Assert.Contains("明年的预算", Find("预算"));
        Assert.Equal(rows, _guarded.Rows());
        Assert.Empty(Compare());
    }

    [Fact]
    public async Task Entries_of_another_version_of_the_function_are_made_anew()
    {
        Say([.. Texts(seed: 7, count: 100), "明年的预算"]);
        var rows = Level();
        await _guarded.CloseAsync();
        _guarded.Execute(
            """
            DROP TRIGGER guard_segments_update;
            DROP TRIGGER guard_search_index_update;
            INSERT INTO transcripts_fts (transcripts_fts) VALUES ('delete-all');
            UPDATE segments SET searchable = 'as it was ' || id;
            INSERT INTO transcripts_fts (transcripts_fts) VALUES ('rebuild');
            UPDATE search_index SET version = 0;
            """);

        _guarded.Open();

        Assert.Empty(Find("预算"));
        _guarded.Idle(() => Behind() == 0 && _guarded.Query("SELECT version FROM search_index;") == 1, "the index is renewed");
        Assert.Equal(rows, _guarded.Rows());
    }

    [Fact]
    public void An_index_that_lacks_words_without_blanks_is_a_difference()
    {
        Say("明年的预算");
        Level();
        _guarded.Execute(
            """
            DROP TRIGGER guard_segments_update;
            INSERT INTO transcripts_fts (transcripts_fts, rowid, text)
            SELECT 'delete', id, text FROM searchable_texts WHERE text LIKE '明年%';
            UPDATE segments SET searchable = NULL;
            INSERT INTO transcripts_fts (rowid, text) SELECT id, text FROM segments WHERE text LIKE '明年%';
            """);

        Assert.Equal(["segments", "transcripts_fts"], Compare().Select(difference => difference.Table));
        _guarded.Idle(() => Find("预算").Count == 1, "the word is found again");
    }

    [Fact]
    public void A_segment_whose_entry_is_removed_is_not_found_by_any_of_its_words()
    {
        Say([.. Texts(seed: 11, count: 50), "明年的预算", "the budget"]);
        Level();
        using (var connection = SqliteLogs.OpenRaw(_guarded.Path, SqliteOpenMode.ReadWrite))
        using (var index = new SearchIndex(connection))
        {
            foreach (var segment in connection.Query<long>("SELECT id FROM segments ORDER BY id;").ToArray()) index.Remove(segment);
        }

        using var reader = SqliteLogs.OpenRaw(_guarded.Path, SqliteOpenMode.ReadOnly);
        reader.Execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'transcripts_fts', 'row');");
        Assert.Empty(reader.Query<string>("SELECT term FROM temp.words;"));
    }

    private void Say(params string[] texts)
    {
        _guarded.Log.Append([.. texts.Select(text => _faker.Transcription(One) with { Text = text })]);
        Level();
    }

    private List<string> Level()
    {
        _guarded.Idle(() => _guarded.Log.ReadModelLag == 0, "read models are level");
        return _guarded.Rows();
    }

    private long? Behind() => _guarded.Query("SELECT behind FROM search_index;");

    private List<string> Find(string word)
    {
        using var connection = SqliteLogs.OpenRaw(_guarded.Path, SqliteOpenMode.ReadOnly);
        return [.. connection.Query<string>(
            """
            SELECT t.text
            FROM transcripts_fts JOIN transcripts AS t ON t.seq = transcripts_fts.rowid
            WHERE transcripts_fts MATCH @word;
            """,
            new { word })];
    }

    private IReadOnlyCollection<ReadModelDifference> Compare()
    {
        using var comparison = new ReadModelComparison(_guarded.Path, TimeProvider.System);
        while (comparison.TakeSlice())
        {
        }

        return comparison.Differences;
    }

    // Of letters of all kinds, in any order.
    private static IEnumerable<string> Texts(int seed, int count)
    {
        string[] letters =
        [
            "中", "文", "会", "議", "か", "ナ", "ー", "한", "국", "어", "ท", "ี่", "แ", "ส", "ກ", "ຍ", "ក", "្", "က", "a", "é", "Z", "7", "я",
            "😀", "𠮷", "、", ".", "'", "-", " ", " ", "\u0301", "\u200b",
        ];
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ =>
            string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => letters[random.Next(letters.Length)])).Trim() + " x");
    }
}
