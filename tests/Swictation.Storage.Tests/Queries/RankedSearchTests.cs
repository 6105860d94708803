using Swictation.Domain.Events;
using Swictation.Storage.Queries;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Queries;

public sealed class RankedSearchTests : IAsyncDisposable
{
    private static readonly SessionId One = new(1);
    private static readonly SessionId Two = new(2);

    private readonly EventFaker _faker = new(seed: 91);
    private readonly OpenLog _open = new();

    public ValueTask DisposeAsync() => _open.DisposeAsync();

    [Fact]
    public void Short_texts_and_rare_words_come_first_and_of_equals_the_newest()
    {
        Say(One, "invoice", "the invoice of a month that was longer than any other one", "invoice", "budget invoice");

        var all = Search(new("invoice", 10));
        var one = Search(new("invoice", 1));
        var either = Search(new("budget invoice", 10));

        Assert.Equal([3, 1, 4, 2], all.Hits.Select(hit => hit.Said.Sequence));
        Assert.Equal((4, false), (all.Found, all.HasOlder));
        Assert.Equal([3], one.Hits.Select(hit => hit.Said.Sequence));
        Assert.Equal(4, one.Found);
        Assert.Equal([4], either.Hits.Select(hit => hit.Said.Sequence));
    }

    [Fact]
    public void Only_the_newest_ten_thousand_are_ranked_and_that_there_are_older_ones_is_known()
    {
        Say(One, ["invoice", .. Enumerable.Repeat("the invoice of a month", SearchOrder.MostRanked)]);

        var whole = Search(new("invoice", 2));
        var within = Search(new("invoice", 2) { Session = One });
        Say(Two, [.. Enumerable.Repeat("budget", SearchOrder.MostRanked)]);
        var exact = Search(new("budget", 2));

        Assert.Equal((SearchOrder.MostRanked, true), (whole.Found, whole.HasOlder));
        Assert.DoesNotContain(whole.Hits, hit => hit.Said.Sequence == 1);
        Assert.Equal((whole.Found, whole.HasOlder), (within.Found, within.HasOlder));
        Assert.Equal((SearchOrder.MostRanked, false), (exact.Found, exact.HasOlder));
    }

    [Fact]
    public void A_text_off_the_record_is_not_found()
    {
        _open.Log.Append(_faker.Transcription(One) with { Text = "invoice", IsOffTheRecord = true });
        Level();

        Assert.Empty(Search(new("invoice", 10)).Hits);
        Assert.Empty(Search(new("off the record", 10)).Hits);
    }

    [Theory]
    [InlineData("Grüße an Zoë", "grusse zoe", "")]
    [InlineData("Grüße an Zoë", "zoe", "9+3")]
    [InlineData("Schöne Grüße", "schone", "0+6")]
    [InlineData("last Tuesday, and Tuesday last", "\"last tuesday\"", "0+12")]
    [InlineData("our e-mail", "e-mail", "4+6")]
    [InlineData("our emails", "email*", "4+6")]
    [InlineData("明年的预算，预算", "预算", "3+2 6+2")]
    [InlineData("明年的预算表格", "年的预算表", "1+5")]
    [InlineData("내일 회의에서 재회의", "회의", "3+2")]
    [InlineData("start art 艺术art", "art", "6+3 12+3")]
    [InlineData("\uFDD0 invoice \u0001", "invoice", "2+7")]
    public void Words_are_marked_where_they_stand(string text, string words, string marks)
    {
        Say(One, text);

        Assert.Equal(
            marks, string.Join(' ', Search(new(words, 10)).Hits.SelectMany(hit => hit.Marks).Select(mark => $"{mark.Start}+{mark.Length}")));
    }

    private void Say(SessionId session, params string[] texts)
    {
        _open.Log.Append([.. texts.Select(text => _faker.Transcription(session) with { Text = text })]);
        Level();
    }

    private void Level() => Eventually.True(() => _open.Log.ReadModelLag == 0, "read models are level");

    private SearchResult Search(SearchOrder order)
    {
        using var queries = new SessionQueries(_open.Path);
        return queries.Search(order);
    }
}
