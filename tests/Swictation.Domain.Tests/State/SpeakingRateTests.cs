using Swictation.Domain.State;

namespace Swictation.Domain.Tests.State;

public sealed class SpeakingRateTests
{
    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(2, 1, 120)]
    [InlineData(10, 7, 85.7)]
    [InlineData(5, 0, 0)]
    [InlineData(5, -1, 0)]
    public void Words_per_minute_have_one_decimal_and_are_nothing_when_no_time_has_passed(
        int words, double seconds, double rate) => Assert.Equal(rate, SpeakingRate.WordsPerMinute(words, seconds));
}
