using System.Text.Json;

namespace Swictation.Replay.Tests.Commands;

public sealed class ShowTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Session_is_shown_with_its_transcript_one_segment_a_line()
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(1), .. RecordedLog.OneSession(2, from: 3600)]);

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "last", "--db", _log.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            """
            Session   2
            Started   2026-03-01 10:00:00
            Ended     2026-03-01 10:00:12
            Duration  12.0 s
            Dictated  9 words in 3 segments, 45 words a minute

            10:00:02  to be
            10:00:04  Äpfel, "quoted" 🙂
            10:00:10  that is the question

            """,
            result.Output);
    }

    [Fact]
    public async Task Open_session_is_shown_with_what_it_has_so_far()
    {
        await using var daemon = _log.Open();
        RecordedLog.Append(daemon, RecordedLog.OpenSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--db", _log.Path);

        Assert.Contains("Ended     still open\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("09:00:10  that is the question\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_text_as_it_was_recognised()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--json", "--db", _log.Path);

        var shown = JsonDocument.Parse(result.Output).RootElement;
        var last = shown.GetProperty("transcripts").EnumerateArray().Last();
        Assert.Equal(1, shown.GetProperty("session").GetProperty("id").GetInt64());
        Assert.Equal("that is\nthe question", last.GetProperty("text").GetString());
        Assert.Equal("2026-03-01T09:00:10.000000Z", last.GetProperty("at").GetString());
        Assert.Equal(1772355610, last.GetProperty("timestamp").GetDouble());
    }
}
