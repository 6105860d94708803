using Swictation.Domain.Language;

namespace Swictation.Domain.Tests.Language;

public sealed class WordDistanceTests
{
    [Theory]
    [InlineData("", "", 0, 0)]
    [InlineData("one two", "One, two!", 0, 2)]
    [InlineData("the inn voice is late", "the invoice is late", 2, 5)]
    [InlineData("the invoice is late", "the inn voice is late", 2, 4)]
    [InlineData("a b c", "", 3, 3)]
    [InlineData("", "a b", 2, 0)]
    [InlineData("a b c d", "b c d e", 2, 4)]
    [InlineData("don't - stop", "dont stop", 0, 2)]
    public void Words_that_are_replaced_added_or_left_out_count_once(string reference, string text, int errors, int words) =>
        Assert.Equal(new WordDistance(errors, words), WordDistance.Between(reference, text));
}
