using Swictation.Plumbing.Text;
using Swictation.Replay.Output;

namespace Swictation.Replay.Tests.Output;

public sealed class ScreenTests
{
    [Theory]
    [InlineData(null, null, null, null, null, false)]
    [InlineData(120, null, null, null, 120, true)]
    [InlineData(0, null, null, null, 80, true)]
    [InlineData(120, "60", null, null, 60, true)]
    [InlineData(120, "many", null, null, 120, true)]
    [InlineData(5, null, null, null, 20, true)]
    [InlineData(120, null, "1", null, 120, false)]
    [InlineData(120, null, "", null, 120, true)]
    [InlineData(120, null, null, "dumb", 120, false)]
    [InlineData(null, "60", null, null, null, false)]
    public void Colours_are_for_terminals_that_have_and_people_that_want_them(
        int? terminal, string? given, string? noColor, string? term, int? columns, bool hasColour)
    {
        var style = ScreenStyle.Of(name => name switch { "COLUMNS" => given, "NO_COLOR" => noColor, "TERM" => term, _ => null }, terminal);

        Assert.Equal(new(columns, hasColour), style);
        Assert.Equal(hasColour ? "\e[2mlow\e[0m" : "low", style.Dim("low"));
    }

    [Theory]
    [InlineData("", 5, "")]
    [InlineData("one two", 7, "one two")]
    [InlineData("one two three", 7, "one two|three")]
    [InlineData("one two three", 3, "one|two|thr|ee")]
    [InlineData("字幕字幕", 5, "字幕|字幕")]
    [InlineData("a 🙂🙂🙂", 4, "a|🙂🙂|🙂")]
    [InlineData("🙂🙂", 1, "🙂|🙂")]
    public void Text_is_wrapped_where_words_end(string text, int columns, string lines) =>
        Assert.Equal(lines, string.Join('|', WrappedText.Lines(text, columns)));

    [Theory]
    [InlineData(80)]
    [InlineData(60)]
    [InlineData(40)]
    [InlineData(20)]
    public void No_line_of_a_table_is_wider_than_the_terminal(int columns)
    {
        var session = Export.SpokenFaker.Session(123_456, RecordedLog.Start) with
        {
            WithoutText = 12,
            Words = 1_234_567,
            Recogniser = new("pocketsphinx"),
            IsInterrupted = true,
            EndedAt = null,
        };
        using var output = new StringWriter { NewLine = "\n" };

        SessionTable.Write([session, session], TimeZoneInfo.Utc, new(columns, HasColour: false), output);

        var lines = output.ToString().Split('\n');
        Assert.All(lines, line => Assert.InRange(TextWidth.Of(line), 0, columns));
        Assert.StartsWith("    ID  STARTED", lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, "09:00:01  few words  \e[2m(typed)\e[0m\n")]
    [InlineData(24, "09:00:01  few words\n          \e[2m(typed)\e[0m\n")]
    public void Remark_stands_behind_a_sentence_where_it_has_room_and_else_beneath_it(int columns, string lines)
    {
        using var output = new StringWriter { NewLine = "\n" };

        TranscriptText.Write(
            Export.SpokenFaker.Session(1, RecordedLog.Start),
            [Export.SpokenFaker.Said(1, "few words", 1)],
            [],
            TimeZoneInfo.Utc,
            new(columns, HasColour: true),
            output,
            remarkOf: _ => "(typed)");

        Assert.Equal(lines, output.ToString());
    }

    [Fact]
    public void Transcript_of_a_terminal_is_wrapped_beside_the_times_and_dim_where_the_recogniser_was_not_sure()
    {
        using var output = new StringWriter { NewLine = "\n" };

        TranscriptText.Write(
            Export.SpokenFaker.Session(1, RecordedLog.Start),
            [
                Export.SpokenFaker.Said(1, "words that do not fit", 1, confidence: 0.9),
                Export.SpokenFaker.Said(2, "perhaps", 2, confidence: 0.3),
            ],
            [],
            TimeZoneInfo.Utc,
            new(Columns: 22, HasColour: true),
            output);

        Assert.Equal(
            "09:00:01  words that\n          do not fit\n09:00:02  \e[2mperhaps\e[0m\n", output.ToString());
    }
}
