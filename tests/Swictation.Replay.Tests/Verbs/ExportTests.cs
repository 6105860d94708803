namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class ExportTests : IDisposable
{
    private const string Transcript = "to be\nÄpfel, \"quoted\" 🙂\nthat is the question\n";

    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Text_goes_to_standard_output_one_segment_a_line()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "export", "last", "--db", _log.Path);

        Assert.Equal(new(0, Transcript, ""), result);
    }

    [Fact]
    public async Task File_is_made_for_its_owner_only()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var result = await ExportToFileAsync();

        Assert.Equal(new(0, "", ""), result);
        Assert.Equal(Transcript, await File.ReadAllTextAsync(_log.File("a.txt")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_log.File("a.txt")));
    }

    [Fact]
    public async Task Existing_file_is_overwritten_only_by_force()
    {
        await _log.AppendAsync(RecordedLog.OneSession());
        await File.WriteAllTextAsync(_log.File("a.txt"), new string('x', 1000));

        var refused = await ExportToFileAsync();
        var kept = await File.ReadAllTextAsync(_log.File("a.txt"));
        var forced = await ExportToFileAsync("--force");

        refused.AssertFailed(1, "--force");
        Assert.Equal(1000, kept.Length);
        Assert.Equal(0, forced.ExitCode);
        Assert.Equal(Transcript, await File.ReadAllTextAsync(_log.File("a.txt")));
    }

    [Fact]
    public async Task Open_session_is_exported_with_a_note()
    {
        await using var daemon = _log.Open();
        RecordedLog.Append(daemon, RecordedLog.OpenSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "export", "1", "--db", _log.Path);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Transcript, result.Output);
        Assert.Contains("session 1 is still open", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_that_lacks_text_is_exported_with_a_note()
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(), RecordedLog.Failure(1, RecordedLog.At(2), 1.5)]);

        var result = await ReplayTool.RunAsync(_log.Directory, "export", "1", "--db", _log.Path);

        Assert.Equal(
            new(
                0,
                Transcript,
                "swictation-replay: the recogniser failed on 1 segment of session 1, not exported without text; see: "
                + $"swictation-replay show 1 --db {_log.Path}\n"),
            result);
    }

    [Fact]
    public async Task Unknown_session_leaves_no_file()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var result = await ReplayTool.RunAsync(
            _log.Directory, "export", "7", "--output", _log.File("a.txt"), "--db", _log.Path);

        result.AssertFailed(1, "there is no session 7");
        Assert.False(File.Exists(_log.File("a.txt")));
    }

    private Task<ToolResult> ExportToFileAsync(params string[] more) => ReplayTool.RunAsync(
        _log.Directory,
        ["export", "1", "--format", "txt", "--output", _log.File("a.txt"), "--db", _log.Path, .. more]);
}
