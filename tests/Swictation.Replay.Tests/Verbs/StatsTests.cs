using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Replay.Figures;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class StatsTests : IAsyncLifetime
{
    private readonly RecordedLog _log = new();

    // Sunday: ten words in five seconds, and two segments without text; Monday, the next week: nine words of a text source.
    public async ValueTask InitializeAsync()
    {
        var session = new SessionId(1);
        await _log.AppendAsync(
        [
            new SessionStart(session, RecordedLog.At(0)),
            RecordedLog.Segment(session, RecordedLog.At(4), "one two three four five six"),
            new SegmentMeasured(session, RecordedLog.At(4), 0, 2, 0, 100),
            RecordedLog.Segment(session, RecordedLog.At(10), "seven eight nine ten"),
            new SegmentMeasured(session, RecordedLog.At(10), 5, 3, 0, 200),
            RecordedLog.Failure(1, RecordedLog.At(11), 9),
            new SessionEnd(session, RecordedLog.At(12)),
            .. RecordedLog.OneSession(2, from: 25 * 3600),
        ]);
    }

    public ValueTask DisposeAsync()
    {
        _log.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Figures_are_shown_with_a_row_for_each_day()
    {
        var result = await ReplayTool.RunAsync(_log.Directory, "stats", "--db", _log.Path);

        var (longest, other) = (new string('█', 37), new string('█', 33) + '▎');
        Assert.Equal(
            $"""
            Sessions  2
            Words     19 in 5 segments, 120 words a minute
            Speech    5.0 s
            Saved     10.0 s against typing at 40 words a minute
            Latency   251 ms, 60 ms of it in the recogniser
            Failures  1 segment without text

            DAY         SESSIONS  WORDS  WPM  LATENCY
            2026-03-01         1     10  120   251 ms  {longest}
            2026-03-02         1      9    -   251 ms  {other}

            -  not timed (text: sources): no pace, no time saved

            """,
            result.Output);
        Assert.All(result.OutputLines, line => Assert.InRange(line.Length, 1, 80));
    }

    [Fact]
    public async Task Sessions_are_not_counted_where_each_has_a_row_and_what_was_not_timed_is_said()
    {
        var result = await ReplayTool.RunAsync(_log.Directory, "stats", "--by", "session", "--since", "2026-03-02", "--db", _log.Path);

        Assert.Contains("SESSION  WORDS  WPM  LATENCY", result.OutputLines);
        Assert.Equal("Speech    not timed (text: sources): no pace, no time saved", result.OutputLines[2]);
        Assert.DoesNotContain("\n-  ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("day", "2026-03-01 10 1", "2026-03-02 9 1")]
    [InlineData("week", "2026-W09 10 1", "2026-W10 9 1")]
    [InlineData("session", "1 10 1", "2 9 1")]
    [InlineData("hour", "09:00 10 1", "10:00 9 1")]
    public async Task Rows_are_what_is_asked_for(string by, params string[] rows)
    {
        var result = await ReplayTool.RunAsync(_log.Directory, "stats", "--by", by, "--json", "--db", _log.Path);

        var read = JsonDocument.Parse(result.Output).RootElement;
        Assert.Equal(by, read.GetProperty("by").GetString());
        Assert.Equal(19, read.GetProperty("total").GetProperty("words").GetInt64());
        Assert.Equal(
            rows,
            read.GetProperty("rows").EnumerateArray().Select(row =>
                $"{row.GetProperty("label").GetString()} {row.GetProperty("words").GetInt64()} {row.GetProperty("sessions").GetInt64()}"));
    }

    [Fact]
    public async Task A_span_of_time_has_its_own_figures()
    {
        var since = await ReplayTool.RunAsync(_log.Directory, "stats", "--since", "2026-03-02", "--json", "--db", _log.Path);
        var until = await ReplayTool.RunAsync(_log.Directory, "stats", "--until", "2026-03-01", "--json", "--db", _log.Path);

        Assert.Equal((9, 1), TotalOf(since));
        Assert.Equal((10, 1), TotalOf(until));

        static (long Words, long Sessions) TotalOf(ToolResult result)
        {
            var total = JsonDocument.Parse(result.Output).RootElement.GetProperty("total");
            return (total.GetProperty("words").GetInt64(), total.GetProperty("sessions").GetInt64());
        }
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "▏")]
    [InlineData(50, "█████")]
    [InlineData(54, "█████▍")]
    [InlineData(100, "██████████")]
    public void Bars_are_as_long_as_the_words_are_many(long count, string bar) =>
        Assert.Equal(bar, StatisticsText.Bar(count, 100, 10));
}
