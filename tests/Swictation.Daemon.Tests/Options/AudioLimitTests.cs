using Swictation.Daemon.Options;

namespace Swictation.Daemon.Tests.Options;

public sealed class AudioLimitTests
{
    [Theory]
    [InlineData("1M", 1_000_000)]
    [InlineData("500m", 500_000_000)]
    [InlineData("5G", 5_000_000_000)]
    [InlineData("1000T", 1_000_000_000_000_000)]
    public void Sizes_are_millions_of_bytes_and_so_on(string text, long bytes) =>
        Assert.Equal(new AudioLimit(bytes), AudioLimit.Parse(text));

    [Fact]
    public void There_may_be_no_limit() => Assert.Equal(new AudioLimit(null), AudioLimit.Parse("unlimited"));

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("5")]
    [InlineData("0M")]
    [InlineData("5K")]
    [InlineData("-5G")]
    [InlineData("1.5G")]
    [InlineData("5 G")]
    [InlineData("1001T")]
    [InlineData("9999999T")]
    [InlineData("99999999999999999999T")]
    [InlineData("none")]
    public void Anything_else_has_no_meaning(string text) => Assert.Null(AudioLimit.Parse(text));
}
