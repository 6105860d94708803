using Swictation.Plumbing.Text;

namespace Swictation.Plumbing.Tests.Text;

public sealed class TerminalLineTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Hello world")]
    [InlineData("tab\there")]
    [InlineData("Äpfel und 日本 🙂")]
    [InlineData("[2K is no sequence")]
    public void A_line_without_control_characters_stays_as_it_is(string line) => Assert.Equal(line, TerminalLine.Show(line));

    [Theory]
    [InlineData("\u001b[2K\rHello\u001b[2K\rHello wor\u001b[2K\rHello world", "Hello world")]
    [InlineData("Hello wurld\rHello world", "Hello world")]
    [InlineData("Hello there\rHello", "Hello there")]
    [InlineData("Hello there\rHello\u001b[K", "Hello")]
    [InlineData("Hello there\r\u001b[KHi", "Hi")]
    [InlineData("Hello there\r\u001b[0JHi", "Hi")]
    [InlineData("Hellp\b\u001b[Ko", "Hello")]
    [InlineData("Hellp\bo", "Hello")]
    [InlineData("Hello wurld\b\b\b\b\b\u001b[Kworld", "Hello world")]
    [InlineData("\b\bHello", "Hello")]
    [InlineData("abc\u001b[1Kdef", "def")]
    [InlineData("abcdef\u001b[3D\u001b[1K", "ef")]
    [InlineData("abc\u001b[2Gx", "axc")]
    [InlineData("abc\u001b[1;2Hx", "axc")]
    [InlineData("abc\u001b[Hx", "xbc")]
    [InlineData("abc\r\u001b[2Cx", "abx")]
    [InlineData("abc\u001b[2Cx", "abc  x")]
    [InlineData("abcdef\r\u001b[2P", "cdef")]
    [InlineData("cdef\r\u001b[2@ab", "abcdef")]
    [InlineData("abcdef\r\u001b[2X", "cdef")]
    [InlineData("ab\u001b7cd\u001b8x", "abxd")]
    [InlineData("ab\u001b[scd\u001b[ux", "abxd")]
    public void A_line_that_is_rewritten_is_what_a_terminal_shows_at_its_end(string line, string shown) =>
        Assert.Equal(shown, TerminalLine.Show(line));

    [Theory]
    [InlineData("\u001b[1;31mHello\u001b[0m world", "Hello world")]
    [InlineData("\u001b[38;5;112mHello\u001b[m", "Hello")]
    [InlineData("\u001b[?25lHello\u001b[?25h", "Hello")]
    [InlineData("\u001b]0;title\aHello", "Hello")]
    [InlineData("\u001b]8;;http://x\u001b\\Hello\u001b]8;;\u001b\\", "Hello")]
    [InlineData("\u001b(BHello\u001b=", "Hello")]
    [InlineData("\u0007Hello\u007f\u0085", "Hello")]
    [InlineData("\u001b[2AHello", "Hello")]
    public void Colours_titles_and_modes_are_no_text(string line, string shown) =>
        Assert.Equal(shown, TerminalLine.Show(line));

    [Theory]
    [InlineData("Hello\u001b", "Hello")]
    [InlineData("Hello\u001b[", "Hello[")]
    [InlineData("Hello\u001b[12", "Hello[12")]
    [InlineData("Hello\u001b]0;title and words", "Hello]0;title and words")]
    [InlineData("Hello\u001bé", "Helloé")]
    [InlineData("\u001b[99999999999CHello", "Hello")]
    [InlineData("\u001b[99999CHello", "Hello")]
    public void What_is_no_whole_sequence_takes_no_words_with_it(string line, string shown) =>
        Assert.Equal(shown, TerminalLine.Show(line));

    [Theory]
    [InlineData("日本語\r今天", "今天語")]
    [InlineData("日本\rx", "x 本")]
    [InlineData("ab\r日", "日")]
    [InlineData("日本\u001b[2Gx", "x本")]
    [InlineData("cafe\u0301\rC", "Cafe\u0301")]
    [InlineData("e\u0301x\rE", "Ex")]
    [InlineData("🙂🙂\rab", "ab🙂")]
    [InlineData("한국\b\b어", "한어")]
    public void Wide_characters_take_two_columns_and_accents_none(string line, string shown) =>
        Assert.Equal(shown, TerminalLine.Show(line));

    [Theory]
    [InlineData("before\0after the nul", "before after the nul")]
    [InlineData("\0\0Hello\0", "Hello")]
    [InlineData("\uFEFFhello there\r", "hello there")]
    [InlineData("\uFEFF", "")]
    [InlineData("\r\u001b[2K", "")]
    public void A_NUL_is_a_blank_and_a_byte_order_mark_nothing(string line, string shown) =>
        Assert.Equal(shown, TerminalLine.Show(line));

    [Fact]
    public void Each_of_several_lines_is_shown_by_itself() =>
        Assert.Equal("Hello\nworld", TerminalLine.ShowAll("Hellp\bo\nwurld\rworld"));

    [Fact]
    public void Whatever_is_printed_is_shown_without_control_characters()
    {
        var random = new Random(14);
        var parts = new[] { "\u001b", "[", "2", ";", "K", "G", "P", "@", "X", "日", "e", "\u0301", "\r", "\b", "\0", "]", "\a", " ", "🙂", "\ud83d" };
        for (var i = 0; i < 20_000; i++)
        {
            var line = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => parts[random.Next(parts.Length)]));

            Assert.DoesNotContain(TerminalLine.Show(line), char.IsControl);
        }
    }
}
