using System.Text;
using Swictation.Daemon.Sessions.Input;

namespace Swictation.Daemon.Tests.Sessions.Input;

public sealed class LineSplitterTests
{
    private static readonly byte[] Text =
        [
            .. "one\ntwo words\r\n\n  \t\n  Äpfel und 日本 🙂  \n"u8,
            0xC3, (byte)'\n', 0xFF, 0xFE, (byte)'x', (byte)'\n',
            .. "no newline"u8,
        ];

    private static readonly string[] Lines =
        ["one", "two words", "Äpfel und 日本 🙂", "\uFFFD", "\uFFFD\uFFFDx", "no newline"];

    [Fact]
    public void Lines_come_without_their_newline_and_surrounding_white_space_and_empty_ones_not_at_all()
    {
        Assert.Equal(Lines, Split(Text, Text.Length));
    }

    [Fact]
    public void Lines_are_the_same_wherever_the_input_is_split_in_two()
    {
        for (var at = 0; at <= Text.Length; at++)
        {
            var splitter = new LineSplitter();
            var lines = new List<string>();
            Feed(splitter, Text.AsSpan(0, at), lines);
            Feed(splitter, Text.AsSpan(at), lines);
            splitter.Finish(lines);

            Assert.Equal(Lines, lines);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Lines_are_the_same_however_small_the_pieces_are(int pieceBytes)
    {
        Assert.Equal(Lines, Split(Text, pieceBytes));
    }

    [Fact]
    public void Line_is_there_as_soon_as_its_newline_is()
    {
        var splitter = new LineSplitter();
        var lines = new List<string>();

        Feed(splitter, "one\ntw"u8, lines);

        Assert.Equal(["one"], lines);
    }

    [Fact]
    public void Finish_of_nothing_gives_nothing()
    {
        Assert.Empty(Split([], 1));
        Assert.Equal(["one"], Split("one\n"u8.ToArray(), 4));
    }

    [Fact]
    public void Line_up_to_the_limit_comes_in_one_piece()
    {
        var line = new string('a', LineSplitter.MaxLineBytes - 1);

        Assert.Equal([line], Split(Encoding.UTF8.GetBytes(line + "\n"), 4096));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("é")]
    [InlineData("日")]
    [InlineData("🙂")]
    [InlineData("aé日🙂")]
    public void Longer_line_comes_in_pieces_that_cut_no_character(string characters)
    {
        var count = (2 * LineSplitter.MaxLineBytes / Encoding.UTF8.GetByteCount(characters)) + 1;
        var line = string.Concat(Enumerable.Repeat(characters, count));

        var pieces = Split(Encoding.UTF8.GetBytes($"{line}\nnext\n"), 65_536);

        Assert.Equal(line, string.Concat(pieces[..^1]));
        Assert.Equal("next", pieces[^1]);
        Assert.All(pieces, piece => Assert.True(Encoding.UTF8.GetByteCount(piece) <= LineSplitter.MaxLineBytes));
    }

    [Fact]
    public void Bytes_that_are_no_text_take_no_more_memory_than_text()
    {
        var bytes = new byte[3 * LineSplitter.MaxLineBytes];
        Array.Fill(bytes, (byte)0x80);

        var pieces = Split(bytes, 65_536);

        Assert.Equal(bytes.Length, pieces.Sum(piece => piece.Length));
    }

    [Fact]
    public void A_line_that_is_rewritten_is_what_a_terminal_shows_at_its_end() => Assert.Equal(
        ["Hello world", "a NUL"], Split("\u001b[2K\rHello\u001b[2K\rHello world\na\0NUL\r\n"u8.ToArray(), 5));

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public void Text_is_read_in_the_encoding_that_it_begins_with(string name, bool isMarked)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] mark = isMarked ? encoding.GetBytes("\uFEFF") : [];
        byte[] text = [.. mark, .. encoding.GetBytes("one\r\nÄpfel und 日本 🙂\n\u0A0A\u0D0A no newline")];

        for (var pieceBytes = 1; pieceBytes <= text.Length; pieceBytes++)
            Assert.Equal(["one", "Äpfel und 日本 🙂", "\u0A0A\u0D0A no newline"], Split(text, pieceBytes));
    }

    [Fact]
    public void Half_a_character_at_the_end_is_shown_and_takes_nothing_with_it() =>
        Assert.Equal(["one", "two\uFFFD"], Split([.. Encoding.Unicode.GetBytes("one\ntwo"), 0x3D], 3));

    [Fact]
    public void The_next_writer_may_write_in_another_encoding()
    {
        var splitter = new LineSplitter();
        var lines = new List<string>();
        Feed(splitter, Encoding.Unicode.GetBytes("\uFEFFone\n"), lines);
        splitter.Finish(lines);

        Feed(splitter, "two\n"u8, lines);

        Assert.Equal(["one", "two"], lines);
    }

    [Fact]
    public void Long_text_in_UTF_16_comes_whole()
    {
        var line = string.Concat(Enumerable.Repeat("日", LineSplitter.MaxLineBytes));

        Assert.Equal(line, string.Concat(Split(Encoding.Unicode.GetBytes($"\uFEFF{line}\n"), 65_536)));
    }

    private static List<string> Split(byte[] text, int pieceBytes)
    {
        var splitter = new LineSplitter();
        var lines = new List<string>();
        foreach (var piece in text.Chunk(pieceBytes)) Feed(splitter, piece, lines);
        splitter.Finish(lines);
        return lines;
    }

    private static void Feed(LineSplitter splitter, ReadOnlySpan<byte> bytes, List<string> lines)
    {
        while (!bytes.IsEmpty)
        {
            var count = Math.Min(bytes.Length, splitter.Free.Length);
            bytes[..count].CopyTo(splitter.Free);
            splitter.Take(count, lines);
            bytes = bytes[count..];
        }
    }
}
