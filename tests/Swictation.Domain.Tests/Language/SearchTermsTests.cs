using Swictation.Domain.Language;

namespace Swictation.Domain.Tests.Language;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  \t ", "")]
    [InlineData("invoice", "invoice")]
    [InlineData("invoice  Tuesday", "invoice|Tuesday")]
    [InlineData("e-mail don't", "e-mail|don't")]
    [InlineData("it’s", "it’s")]
    [InlineData("\"last Tuesday\" invoice", "last Tuesday|invoice")]
    [InlineData("“last Tuesday”", "last Tuesday")]
    [InlineData("„letzter Dienstag“", "letzter Dienstag")]
    [InlineData("\"last Tues", "last Tues")]
    [InlineData("\"\" invoice", "invoice")]
    [InlineData("invoice* \"last tue\"*", "invoice*|last tue*")]
    [InlineData("*", "")]
    [InlineData("** invoice**", "invoice*")]
    [InlineData("-lunch invoice", "-lunch|invoice")]
    [InlineData("invoice -\"last Tuesday\"", "invoice|-last Tuesday")]
    [InlineData("invoice - lunch", "invoice|lunch")]
    [InlineData("--lunch -- -", "--lunch")]
    [InlineData("a AND b OR (c NOT d) NEAR", "a|AND|b|OR|(c|NOT|d)|NEAR")]
    [InlineData("text:invoice ^invoice", "text:invoice|^invoice")]
    [InlineData("预算 -午饭", "预算|-午饭")]
    [InlineData("?! … 🙂", "")]
    [InlineData("3.14 1,000", "3.14|1,000")]
    public void Words_are_taken_as_people_type_them(string typed, string terms) => Assert.Equal(
        terms,
        string.Join('|', SearchTerms.Parse(typed).Select(term =>
            $"{(term.IsExcluded ? "-" : "")}{term.Text}{(term.IsPrefix ? "*" : "")}")));

    [Fact]
    public void A_control_character_separates_words() =>
        Assert.Equal(["fo", "x", "a b"], SearchTerms.Parse("fo\0x \"a\0b\"").Select(term => term.Text));

    [Fact]
    public void A_half_of_a_character_is_no_mistake() => Assert.Empty(SearchTerms.Parse("-\uD840"));

    [Theory]
    [InlineData("budget of 2025", "budget of 2025")]
    [InlineData("预算", "预算")]
    [InlineData("我用iPhone打", "我用|iPhone|打")]
    [InlineData("今天 开会", "今天|开会")]
    [InlineData("회의", "회의")]
    [InlineData("大韓민국", "大韓|민국")]
    public void Each_stretch_of_a_script_without_blanks_is_a_piece(string term, string pieces) =>
        Assert.Equal(pieces, string.Join('|', new SearchTerm(term).Pieces().Select(piece => piece.Text)));

    [Theory]
    [InlineData("预算表格", null)]
    [InlineData("明年的预算", "明年的预 年的预算")]
    [InlineData("iPhone16", null)]
    public void A_long_stretch_is_found_by_its_runs(string stretch, string? runs) =>
        Assert.Equal(runs, new SearchTerm(stretch).Pieces().Single().Runs());
}
