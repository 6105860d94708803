using Swictation.Domain.Events;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class RetryTests : IDisposable
{
    private readonly RecordedLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Without_a_daemon_and_its_program_it_says_so()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        using var process = ReplayTool.Start(_log.Directory, [], ["retry", "last", "--db", _log.Path], ReplayTool.Built);
        var result = await ReplayTool.EndAsync(process);

        result.AssertFailed(1, "no daemon is running, and swictation-daemon cannot be started");
    }

    [Fact]
    public async Task Session_that_is_not_in_the_log_is_refused_without_asking_the_daemon()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "retry", "7", "--db", _log.Path);

        result.AssertFailed(1, "there is no session 7");
    }

    [Theory]
    [InlineData("seq:0")]
    [InlineData("seq:x")]
    [InlineData("12...")]
    public async Task What_names_neither_sessions_nor_a_sentence_is_refused(string what) =>
        (await ReplayTool.RunAsync(_log.Directory, "retry", what, "--db", _log.Path)).AssertFailed(2, $"WHAT: '{what}'");

    [Fact]
    public async Task File_that_is_not_there_does_not_need_a_daemon()
    {
        await _log.AppendAsync(RecordedLog.OneSession());

        var result = await ReplayTool.RunAsync(_log.Directory, "transcribe", _log.File("none.wav"), "--db", _log.Path);

        result.AssertFailed(1, "none.wav: does not exist; check the path");
    }

    [Fact]
    public async Task What_was_transcribed_late_is_shown_where_it_was_spoken()
    {
        var session = new SessionId(1);
        await _log.AppendAsync(
        [
            new SessionStart(session, RecordedLog.At(0)),
            RecordedLog.Segment(session, RecordedLog.At(6), "and this later"),
            new SegmentMeasured(session, RecordedLog.At(6), 4, 1, 1, 1),
            new SessionEnd(session, RecordedLog.At(9)),
            new StateChange(session, RecordedLog.At(9), Phase.Idle),
            RecordedLog.Segment(session, RecordedLog.At(3), "this was first"),
            new SegmentMeasured(session, RecordedLog.At(3), 2, 1, 1, 1),
        ]);

        var shown = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--db", _log.Path);
        var exported = await ReplayTool.RunAsync(_log.Directory, "export", "1", "--db", _log.Path);

        Assert.Equal(["09:00:01  this was first", "09:00:04  and this later"], shown.OutputLines[^2..]);
        Assert.Equal(["this was first", "and this later"], exported.OutputLines);
    }
}
