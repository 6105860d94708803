using Swictation.Daemon.Typing;

namespace Swictation.Daemon.Tests.Typing;

public sealed class SafeTextTests
{
    // Line breaks as numbers: the test's signature is public, the type is not.
    [Theory]
    [InlineData("one\ntwo", true, 0, "one two")]
    [InlineData("one\r\ntwo\rthree", true, 0, "one two three")]
    [InlineData("one\n\ntwo", false, 1, "one\n\ntwo")]
    [InlineData("one\r\ntwo", true, 1, "one two")]
    [InlineData("one\u2028two", true, 2, "one\ntwo")]
    [InlineData("a\tb", true, 0, "a b")]
    [InlineData("a\tb", false, 0, "a\tb")]
    [InlineData("\u001b[31mred\u0007\u009b\u007f", false, 2, "[31mred")]
    [InlineData("good \u202elive\u2066", false, 0, "good live")]
    [InlineData("Grüße 你好 🙂 👩\u200d💻 e\u0301", true, 0, "Grüße 你好 🙂 👩\u200d💻 e\u0301")]
    public void Only_what_is_harmless_is_typed(string text, bool isForTerminal, int lineBreaks, string expected) =>
        Assert.Equal(expected, SafeText.Of(text, isForTerminal, (LineBreaks)lineBreaks));
}
