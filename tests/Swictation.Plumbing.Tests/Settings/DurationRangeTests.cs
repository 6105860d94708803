using Swictation.Plumbing.Settings;

namespace Swictation.Plumbing.Tests.Settings;

public sealed class DurationRangeTests
{
    private static readonly DurationRange Seconds = DurationRange.OfSeconds(0, 1e9);
    private static readonly DurationRange WithUnit = new(TimeSpan.Zero, TimeSpan.FromDays(1));

    [Theory]
    [InlineData("300ms", 0.3)]
    [InlineData("90s", 90)]
    [InlineData("5m", 300)]
    [InlineData("12h", 43_200)]
    [InlineData("7d", 604_800)]
    [InlineData("1.5h", 5_400)]
    [InlineData(".5s", 0.5)]
    [InlineData("45", 45)]
    [InlineData("1.5", 1.5)]
    [InlineData("0", 0)]
    [InlineData("0d", 0)]
    [InlineData("1000000000", 1e9)]
    public void Time_is_a_number_with_a_unit_or_with_that_of_the_option(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Seconds.Parse(text));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("300ms", 300)]
    [InlineData("24h", 86_400_000)]
    public void Zero_alone_needs_no_unit_where_numbers_have_none(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), WithUnit.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("ms")]
    [InlineData("-1s")]
    [InlineData("+1s")]
    [InlineData("1,5s")]
    [InlineData("1e3s")]
    [InlineData("1 s")]
    [InlineData("1S")]
    [InlineData("1w")]
    [InlineData("1m30s")]
    [InlineData("NaN")]
    [InlineData("NaNs")]
    [InlineData("Infinity")]
    [InlineData("1000000001")]
    [InlineData("99999999999999999999999999999999999d")]
    public void Anything_else_is_no_time(string text) => Assert.Null(Seconds.Parse(text));

    [Theory]
    [InlineData("300")]
    [InlineData("25h")]
    [InlineData("NaN")]
    public void Number_without_a_unit_is_no_time_where_the_option_has_none(string text) => Assert.Null(WithUnit.Parse(text));

    [Theory]
    [InlineData("0.9", false)]
    [InlineData("999ms", false)]
    [InlineData("1", true)]
    [InlineData("1000ms", true)]
    [InlineData("1m", true)]
    [InlineData("1.1m", false)]
    public void Both_ends_of_the_range_are_in_it(string text, bool isIn) =>
        Assert.Equal(isIn, DurationRange.OfSeconds(1, 60).Parse(text) is not null);
}
