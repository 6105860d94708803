using Swictation.Replay.Output;

namespace Swictation.Replay.Tests.Output;

public sealed class OneLineTests
{
    [Theory]
    [InlineData("one\ntwo\u001b[31m", "one two [31m")]
    [InlineData("pay \u202E001 \u202Cnow", "pay \\u202E001 \\u202Cnow")]
    [InlineData("\u2066שלום\u2069", "\\u2066שלום\\u2069")]
    [InlineData("שלום\u200F! café 🙂", "שלום\u200F! café 🙂")]
    public void What_a_terminal_would_follow_is_shown_and_not_done(string text, string line) =>
        Assert.Equal(line, OneLine.Of(text));
}
