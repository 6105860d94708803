using Swictation.Domain.Events;

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

    [Theory]
    [InlineData("no format has files that end in .pdf; there is txt, md", "a.pdf")]
    [InlineData("the file ends in .vtt, and --format says srt", "a.vtt", "--format", "srt")]
    [InlineData("the file ends in .txt, and --format says csv", "a.TXT", "--format", "csv")]
    public async Task File_whose_name_ends_as_no_such_format_does_is_refused(string told, string name, params string[] arguments)
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        (await ReplayTool.RunAsync(_log.Directory, ["export", "1", "-o", _log.File(name), .. arguments, "--db", _log.Path])).AssertFailed(2, told);

        Assert.False(File.Exists(_log.File(name)));
    }

    [Theory]
    [InlineData("a.srt", "1\n00:00:0")]
    [InlineData("a", "to be\n")]
    [InlineData("a.txt", "1.750000\t", "--format", "audacity")]
    [InlineData("a.doc", "to be\n", "--format", "txt")]
    public async Task Format_is_what_the_name_of_the_file_ends_in_or_what_is_asked_for(string name, string begins, params string[] arguments)
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var result = await ReplayTool.RunAsync(_log.Directory, ["export", "1..3", "-o", _log.File(name), .. arguments, "--db", _log.Path]);

        Assert.Equal(new(0, "", "swictation-replay: there are no sessions 2..3\n"), result);
        Assert.StartsWith(begins, await File.ReadAllTextAsync(_log.File(name)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_sessions_go_into_one_file_in_order_or_each_into_one_of_its_own()
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(1), .. RecordedLog.OneSession(2, from: 3600)]);

        var one = await ReplayTool.RunAsync(_log.Directory, "export", "last", "1", "--db", _log.Path);
        var each = await ReplayTool.RunAsync(
            _log.Directory, "export", "1..2", "--format", "srt", "-o", _log.File("talks/"), "--db", _log.Path);

        Assert.Equal(Transcript + Transcript, one.Output);
        Assert.Equal(new(0, "", ""), each);
        Assert.Equal(
            ["session-1.srt", "session-2.srt"],
            Directory.GetFiles(_log.File("talks")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("to be\n", "1", "--until", "+3")]
    [InlineData("that is the question\n", "1", "--since", "09:00:05")]
    [InlineData("Äpfel, \"quoted\" 🙂\n", "1", "--since", "+2", "--until", "2026-03-01 09:00:04")]
    [InlineData("to be\n", "--since", "2026-03-01T10:00:00Z", "--until", "2026-03-01T10:00:02Z")]
    [InlineData("", "1", "--since", "2026-03-02")]
    [InlineData(Transcript, "1", "--since", "08:55")]
    [InlineData("", "1", "--until", "08:55")]
    public async Task A_span_of_time_takes_what_was_said_in_it(string output, params string[] arguments)
    {
        await _log.AppendAsync([.. RecordedLog.OneSession(1), .. RecordedLog.OneSession(2, from: 3600)]);

        var result = await ReplayTool.RunAsync(_log.Directory, ["export", .. arguments, "--db", _log.Path]);

        Assert.Equal(new(0, output, ""), result);
    }

    [Fact]
    public async Task Late_text_stands_where_it_was_spoken()
    {
        var session = new SessionId(1);
        await _log.AppendAsync(
        [
            new SessionStart(session, RecordedLog.At(0)),
            RecordedLog.Segment(session, RecordedLog.At(10), "first"),
            new SegmentMeasured(session, RecordedLog.At(10), 8, 1, 0, 0),
            RecordedLog.Segment(session, RecordedLog.At(30), "third"),
            new SegmentMeasured(session, RecordedLog.At(30), 28, 1, 0, 0),
            new SessionEnd(session, RecordedLog.At(40)),
            RecordedLog.Segment(session, RecordedLog.At(50), "last"),
            new SegmentMeasured(session, RecordedLog.At(50), 49, 1, 0, 0, RecognisedAt: RecordedLog.At(60)),
            RecordedLog.Segment(session, RecordedLog.At(20), "second"),
            new SegmentMeasured(session, RecordedLog.At(20), 19, 1, 0, 0, RecognisedAt: RecordedLog.At(60)),
        ]);

        var result = await ReplayTool.RunAsync(_log.Directory, "export", "1", "--db", _log.Path);

        Assert.Equal(new(0, "first\nsecond\nthird\nlast\n", ""), result);
    }

    private Task<ToolResult> ExportToFileAsync(params string[] more) => ReplayTool.RunAsync(
        _log.Directory,
        ["export", "1", "--format", "txt", "--output", _log.File("a.txt"), "--db", _log.Path, .. more]);
}
