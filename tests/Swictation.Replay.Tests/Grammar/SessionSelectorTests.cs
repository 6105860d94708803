using Swictation.Replay.Grammar;

namespace Swictation.Replay.Tests.Grammar;

public sealed class SessionSelectorTests
{
    [Theory]
    [InlineData("12", false)]
    [InlineData("last", false)]
    [InlineData("last-2", false)]
    [InlineData("2026-11-22", false)]
    [InlineData("yesterday", false)]
    [InlineData("first", false)]
    [InlineData("Talk with the builders", false)]
    [InlineData("3 Äpfel", false)]
    [InlineData("12..15", true)]
    [InlineData("12..last-1", true)]
    [InlineData("last-4..", true)]
    [InlineData("..15", true)]
    [InlineData("2026-11-20..yesterday", true)]
    public void Names_and_ranges_are_read_and_written_the_same(string text, bool isRange)
    {
        var selector = SessionSelector.Parse(text);

        Assert.Equal((text, isRange), (selector?.ToString(), selector?.IsRange));
        Assert.Equal(isRange, SessionSelector.ParseOne(text) is null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("last-")]
    [InlineData("last-x")]
    [InlineData("last--1")]
    [InlineData("99999999999999999999")]
    [InlineData("..")]
    [InlineData("1..2..3")]
    [InlineData("1...3")]
    [InlineData("12..yesterday")]
    [InlineData("12..x")]
    [InlineData("first..second")]
    [InlineData("2026-11-31")]
    public void What_names_no_session_is_refused(string text) => Assert.Null(SessionSelector.Parse(text));
}
