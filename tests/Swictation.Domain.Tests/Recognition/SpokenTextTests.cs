using Swictation.Domain.Recognition;

namespace Swictation.Domain.Tests.Recognition;

public sealed class SpokenTextTests
{
    [Theory]
    [InlineData("a\tb", "a b")]
    [InlineData("a\t\r\n\vb", "a b")]
    [InlineData("a\t\u0000\tb", "a b")]
    [InlineData("a \t b", "a   b")]
    [InlineData("a\u0085b\f", "a b")]
    [InlineData("\u001b[31mred\u001b[0m", "[31mred[0m")]
    [InlineData("\u001b]0;title\u0007 text", "]0;title text")]
    [InlineData("be\u0000ll\u0007 \u007f\u009b2J", "bell 2J")]
    [InlineData("\u001b\u0007\t", "")]
    public void Control_characters_do_not_get_through(string said, string text) =>
        Assert.Equal(text, SpokenText.Clean(said));

    [Theory]
    [InlineData("")]
    [InlineData("to be  or not")]
    [InlineData("\u00a0Äpfel\u2028\u200b 🙂 \ud83d <b>&\"\\")]
    public void Other_text_is_not_touched(string said) => Assert.Same(said, SpokenText.Clean(said));
}
