using Swictation.Domain.State;

namespace Swictation.Domain.Tests.State;

public sealed class SpeakingRateTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData(" \t\n ", 0)]
    [InlineData("one", 1)]
    [InlineData("  two   words ", 2)]
    [InlineData("three\tmore\nwords", 3)]
    [InlineData("no\u00a0break\u3000space", 3)]
    [InlineData("it's well-known, isn't it?", 4)]
    [InlineData("🙂 counts", 2)]
    public void Words_are_what_white_space_separates(string text, int words) =>
        Assert.Equal(words, SpeakingRate.CountWords(text));

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(2, 1, 120)]
    [InlineData(10, 7, 85.7)]
    [InlineData(5, 0, 0)]
    [InlineData(5, -1, 0)]
    public void Words_per_minute_have_one_decimal_and_are_nothing_when_no_time_has_passed(
        int words, double seconds, double rate) => Assert.Equal(rate, SpeakingRate.WordsPerMinute(words, seconds));
}
