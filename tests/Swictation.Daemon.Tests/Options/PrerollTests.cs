using Swictation.Daemon.Options;

namespace Swictation.Daemon.Tests.Options;

public sealed class PrerollTests
{
    [Theory]
    [InlineData("300ms", 300)]
    [InlineData("0.5s", 500)]
    [InlineData("2s", 2_000)]
    [InlineData("0", 0)]
    [InlineData("0ms", 0)]
    public void Time_has_a_unit(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Preroll.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("300")]
    [InlineData("ms")]
    [InlineData("-1ms")]
    [InlineData("0,5s")]
    [InlineData("2.1s")]
    [InlineData("1e9s")]
    [InlineData("off")]
    public void Anything_else_has_no_meaning(string text) => Assert.Null(Preroll.Parse(text));
}
