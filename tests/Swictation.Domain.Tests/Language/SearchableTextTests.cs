using Swictation.Domain.Language;

namespace Swictation.Domain.Tests.Language;

public sealed class SearchableTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("the invoice of October")]
    [InlineData("Grüße aus Köln, naïve café")]
    [InlineData("завтра в три часа")]
    [InlineData("עברית والعربية हिन्दी")]
    [InlineData("🙂 🎉 «…» 、。！")]
    public void Text_with_blanks_needs_nothing_added(string text) => Assert.Null(SearchableText.Of(text));

    [Theory]
    [InlineData("预算", "预算 预 算 预算")]
    [InlineData("明年的预算", "明年的预算 明 年 的 预 算 明年 年的 的预 预算 明年的 年的预 的预算 明年的预 年的预算")]
    [InlineData("会議に", "会議に 会 議 に 会議 議に 会議に")]
    [InlineData("好、不好", "好、不好 好 不 好 不好")]
    [InlineData("我用iPhone打", "我用iPhone打 我 用 我用 iPhone 打")]
    [InlineData("🎉派对", "🎉派对 派 对 派对")]
    [InlineData("𠮷野家", "𠮷野家 𠮷 野 家 𠮷野 野家 𠮷野家")]
    [InlineData("ที่นี่", "ที่นี่ ที่ นี่ ที่นี่")]
    [InlineData("회의에서", "회의에서 회 회의 회의에")]
    [InlineData("iPhone을 샀다", "iPhone을 샀다 iPhone 샀")]
    [InlineData("3월에", "3월에 3 3월")]
    [InlineData("plain 中 plain", "plain 中 plain 中")]
    public void Words_of_scripts_without_blanks_are_added_each_by_itself(string text, string searchable) =>
        Assert.Equal(searchable, SearchableText.Of(text));

    [Fact]
    public void Broken_text_is_taken_as_it_comes()
    {
        foreach (var text in new[] { "\uD840 \uDC00x中", "中\uD840", "\u0301中\u0301\u0301", "\u0E31\u0E31", "中\0文" })
            Assert.StartsWith(text, SearchableText.Of(text), StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_without_end_adds_no_more_than_its_length_times_a_number()
    {
        var (han, hangul) = (new string('中', 10_000), new string('한', 10_000));

        Assert.InRange(SearchableText.Of(han)!.Length, 10_000, 15 * 10_000);
        Assert.InRange(SearchableText.Of(hangul)!.Length, 10_000, 2 * 10_000);
    }
}
