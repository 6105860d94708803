using System.Text.Json;
using Swictation.Domain.Events;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class AnnotationTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Titles_tags_and_notes_are_listed_shown_and_name_the_session()
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(1), .. RecordedLog.OneSession(2, from: 3600)]);

        Assert.Equal("Session 1 has a title: Talk about the roof\n", (await RunAsync("title", "1", "Talk", "about the roof")).Output);
        Assert.Equal(0, (await RunAsync("tag", "talk about the ROOF", "work")).ExitCode);
        await RunAsync("tag", "1", "home");
        Assert.Equal("Session 1 does not have the tag now: work\n", (await RunAsync("tag", "1", "work", "--remove")).Output);
        await RunAsync("note", "1", "the second half is missing");

        Assert.Equal(
            [
                "ID  STARTED              DURATION  SEGMENTS  WORDS  WPM  END  TAGS  TITLE",
                " 2  2026-03-01 10:00:00    12.0 s         3      9    -  ok",
                " 1  2026-03-01 09:00:00    12.0 s         3      9    -  ok   home  Talk about the roof",
            ],
            (await RunAsync("list")).OutputLines);
        var listed = JsonDocument.Parse((await RunAsync("list", "--grep", "missing", "--json")).Output).RootElement;
        Assert.Equal(("Talk about the roof", "home"), (listed[0].GetProperty("title").GetString(), listed[0].GetProperty("tags")[0].GetString()));
        (await RunAsync("list", "--grep", "work")).AssertFailed(1, "no session is like that");
        var shown = (await RunAsync("show", "Talk about the roof")).OutputLines;
        Assert.Contains("Title     Talk about the roof", shown);
        Assert.Contains("Tags      home", shown);
        Assert.Equal(shown, (await RunAsync("show", "Home")).OutputLines);
        Assert.Contains("\n\nTags: home\n\n> the second half", (await RunAsync("export", "home", "--format", "md")).Output, StringComparison.Ordinal);
        Assert.Contains("Notes     the second half is missing", shown);
        Assert.Equal(0, (await RunAsync("show", "1", "--jsonl")).ExitCode);
        Assert.Equal(0, (await RunAsync("title", "1", "--remove")).ExitCode);
        (await RunAsync("show", "Talk about the roof")).AssertFailed(1, "no session has the title or the tag 'Talk about the roof'");
    }

    [Fact]
    public async Task Marks_stand_in_their_places_and_are_chapters()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        Assert.Equal("Marked in session 1: The roof\n", (await RunAsync("mark", "1", "The", "roof", "--at", "+5")).Output);
        Assert.Equal(0, (await RunAsync("mark", "1", "--at", "09:00:11")).ExitCode);

        var shown = (await RunAsync("show", "1")).OutputLines;
        Assert.Equal("09:00:05  [mark: The roof]", shown[^3]);
        Assert.Equal("09:00:11  [mark]", shown[^1]);
        var markdown = (await RunAsync("export", "1", "--format", "md")).Output;
        Assert.Contains("\n\n## The roof\n\n", markdown, StringComparison.Ordinal);
        Assert.EndsWith("\n\n## Mark 2\n", markdown, StringComparison.Ordinal);
        var rows = JsonDocument.Parse((await RunAsync("export", "1", "--format", "json")).Output).RootElement;
        var late = await RunAsync("export", "1", "--format", "md", "--since", "+6");
        Assert.DoesNotContain("The roof", late.Output, StringComparison.Ordinal);
        Assert.Contains("\"chapter\":\"The roof\"", (await RunAsync("export", "1", "--format", "jsonl", "--since", "+6")).Output, StringComparison.Ordinal);
        Assert.Equal("The roof", rows[2].GetProperty("chapter").GetString());
        Assert.False(rows[1].TryGetProperty("chapter", out _));
        Assert.Equal(2, JsonDocument.Parse((await RunAsync("show", "1", "--json")).Output).RootElement.GetProperty("marks").GetArrayLength());
    }

    [Fact]
    public async Task In_a_pipe_a_long_title_is_whole()
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(), new SessionTitled(new(1), RecordedLog.At(20), new string('x', 200))]);

        var listed = (await RunAsync("list")).OutputLines;

        Assert.EndsWith(new string('x', 200), listed[1], StringComparison.Ordinal);
    }

    private Task<ToolResult> RunAsync(params string[] arguments) =>
        ReplayTool.RunAsync(_log.Directory, [.. arguments, "--db", _log.Path]);
}
