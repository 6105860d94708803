using Swictation.Domain.Errors;
using Swictation.Replay.Correcting;
using Swictation.Replay.Errors;
using Swictation.Replay.Tests.Export;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class CorrectTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task A_sentence_has_another_text_everywhere_and_its_old_one_is_found()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var corrected = await RunAsync("correct", "last", "that", "was", "the answer");

        Assert.Equal((0, ""), (corrected.ExitCode, corrected.Error));
        Assert.Equal("Sentence 8 of session 1 is corrected: that was the answer\n", corrected.Output);
        Assert.Equal("that was the answer\n", (await RunAsync("last")).Output);
        Assert.EndsWith("  seq:8  [older text] that was the answer\n", (await RunAsync("search", "question")).Output, StringComparison.Ordinal);
        Assert.EndsWith("  seq:8  that was the answer\n", (await RunAsync("search", "answer")).Output, StringComparison.Ordinal);
        Assert.Contains("\"in_older_text\":true", (await RunAsync("search", "question", "--json")).Output, StringComparison.Ordinal);
        Assert.Contains("that was the answer", (await RunAsync("export", "1", "--format", "srt")).Output, StringComparison.Ordinal);
        Assert.EndsWith("  seq:8  that was the answer\n", (await RunAsync("show", "1", "--positions")).Output, StringComparison.Ordinal);
        var shown = (await RunAsync("show", "1", "--versions")).OutputLines;
        Assert.Matches("^09:00:10  seq:[0-9]+  that was the answer$", shown[^3].Replace("09:00:09", "09:00:10", StringComparison.Ordinal));
        Assert.Equal(["    version 1, recognised: that is the question", "    version 2, corrected by user, 2 of 4 words differ: that was the answer"], shown[^2..]);
        Assert.Contains("\"versions\":[\n{\"seq\":", (await RunAsync("show", "1", "--versions", "--json")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("rebuild", "--check")).ExitCode);

        Assert.Equal(0, (await RunAsync("correct", "last", "--take-back")).ExitCode);
        Assert.Equal("that is the question\n", (await RunAsync("last")).Output);
        (await RunAsync("correct", "last", "--take-back")).AssertFailed(1, "has its first text: nothing can be taken back");
    }

    [Fact]
    public async Task All_sentences_of_a_session_are_opened_in_the_editor()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var editor = _log.File("editor");
        await File.WriteAllTextAsync(editor, "#!/bin/sh\nsed -i 's/question/answer/; /to be/d' \"$2\"; test \"$1\" = --wait\n");
        File.SetUnixFileMode(editor, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var corrected = await EditAsync($"{editor} --wait");

        Assert.Equal((0, ""), (corrected.ExitCode, corrected.Error));
        Assert.Single(corrected.OutputLines);
        Assert.Equal("that is the answer\n", (await RunAsync("last")).Output);
        Assert.Equal("Nothing was changed.\n", (await EditAsync("true")).Output);
        Assert.Equal("Sentence 6 of session 1 is corrected: Äpfel\n", (await EditAsync("sed -i 's/,.*//'", "seq:6")).Output);
        (await EditAsync("false")).AssertFailed(1, "nothing was changed: the editor 'false' ended with 1");
        Assert.Empty(Directory.GetFiles(_log.Directory, "swictation-*"));
    }

    [Theory]
    [InlineData("correct", "99", "text")]
    [InlineData("correct", "1", "text")]
    [InlineData("correct", "last", " ")]
    [InlineData("correct", "last", "a\u0007b")]
    [InlineData("note", "1", "a\u001bb")]
    [InlineData("title", "7", "text")]
    [InlineData("mark", "1", "text")]
    [InlineData("mark", "1", "text", "--at", "+20")]
    public async Task What_cannot_be_added_is_refused_and_nothing_is_changed(params string[] arguments)
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        var before = await RunAsync("sql", "SELECT count(*) FROM events");

        var refused = await RunAsync(arguments);

        Assert.Equal(1, refused.ExitCode);
        Assert.Equal(1, refused.Error.Count(character => character == '\n'));
        Assert.Empty(refused.Output);
        Assert.Equal(before.Output, (await RunAsync("sql", "SELECT count(*) FROM events")).Output);
    }

    [Fact]
    public async Task A_forgotten_sentence_is_not_corrected_and_a_corrected_one_is_forgotten_with_all_texts()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        await RunAsync("correct", "last", "that", "was", "quincunx");

        Assert.Equal(0, (await RunAsync("forget", "--match", "question", "--yes")).ExitCode);

        Assert.Equal("[forgotten]\n", (await RunAsync("last")).Output);
        (await RunAsync("correct", "last", "text")).AssertFailed(1, "is a sentence that was forgotten");
        foreach (var file in Directory.GetFiles(_log.Directory))
            Assert.DoesNotContain("quincunx", System.Text.Encoding.UTF8.GetString(await File.ReadAllBytesAsync(file)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_names_no_sentence_changes_nothing()
    {
        var sentences = new[] { SpokenFaker.Said(4711, "one", 1, 1, 1) };

        Assert.Equal(4711, Assert.IsType<Domain.Editing.Edit.Correct>(Assert.Single(
            EditedTranscript.Read(["# 1", "", "4711  two "], sentences))).Sentence);
        Assert.Empty(EditedTranscript.Read(EditedTranscript.Write(sentences).Split('\n'), sentences));
        Assert.Throws<EditRefusedException>(() => EditedTranscript.Read(["4712\ttwo"], sentences));
        Assert.Throws<EditRefusedException>(() => EditedTranscript.Read(["two"], sentences));
        Assert.IsAssignableFrom<SwictationException>(new EditRefusedException("x"));
    }

    private Task<ToolResult> RunAsync(params string[] arguments) =>
        ReplayTool.RunAsync(_log.Directory, [.. arguments, "--db", _log.Path]);

    private async Task<ToolResult> EditAsync(string editor, string what = "1")
    {
        using var process = ReplayTool.Start(_log.Directory, [("VISUAL", editor)], ["correct", what, "--db", _log.Path]);
        return await ReplayTool.EndAsync(process);
    }
}
