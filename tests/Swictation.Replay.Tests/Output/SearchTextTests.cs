using Swictation.Domain.Events;
using Swictation.Domain.History;
using Swictation.Domain.Language;
using Swictation.Plumbing.Text;
using Swictation.Replay.Output;
using Swictation.Storage.Queries;

namespace Swictation.Replay.Tests.Output;

public sealed class SearchTextTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("the invoice of October and all that belongs to it, to be sent to everybody who has ever asked for one of them")]
    [InlineData("明年的预算和今年的预算都要在下个星期五以前交给财务部门否则就没有钱了所以请大家尽快完成并且发给我")]
    [InlineData("\u202E override and\na line break \u001b[31m and 🎉🎉🎉 emoji in a sentence that is much longer than a line of a terminal")]
    public void Lines_fit_the_terminal_and_words_are_bold(string text)
    {
        foreach (var columns in new[] { 40, 80 })
        {
            var hit = Hit(text, new TextSpan(text.Length - 20, 6));

            var lines = Shown(new(columns, HasColour: false), hit);

            Assert.All(lines, line => Assert.InRange(TextWidth.Of(line), 1, columns));
            Assert.Equal(lines, Shown(new(columns, HasColour: true), hit).Select(
                line => line.Replace("\e[1m", "", StringComparison.Ordinal).Replace("\e[0m", "", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void A_word_is_bold_where_it_stands()
    {
        var line = Assert.Single(Shown(new(80, HasColour: true), Hit("the invoice of October", new TextSpan(4, 7))));

        Assert.Equal("12  2026-03-01 09:00:00  seq:3  the \e[1minvoice\e[0m of October", line);
    }

    [Fact]
    public void Elsewhere_a_text_is_one_plain_line() => Assert.Equal(
        ["12  2026-03-01 09:00:00  seq:3  " + string.Join(' ', Enumerable.Repeat("invoice", 50))],
        Shown(ScreenStyle.Plain, Hit(string.Join(' ', Enumerable.Repeat("invoice", 50)), new TextSpan(0, 7))));

    private static string[] Shown(ScreenStyle style, SearchHit hit)
    {
        using var output = new StringWriter();
        SearchText.Write([hit], withContext: false, TimeZoneInfo.Utc, style, output);
        return output.ToString().Split(output.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    private static SearchHit Hit(string text, params TextSpan[] marks)
    {
        var said = new SpokenTranscript(3, new SessionId(12), At, At, 0, null, text, 1, 0, 0, IsOffTheRecord: false);
        return new(said, At, marks, [], []);
    }
}
