using System.Text.Json;
using Swictation.Domain.Events;
using Swictation.Replay.Showing;
using Swictation.Replay.Tests.Export;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class ShowAtTests : IAsyncLifetime
{
    private readonly RecordedLog _log = new();

    public async ValueTask InitializeAsync()
    {
        var session = new SessionId(1);
        await _log.AppendAsync(
        [
            .. RecordedLog.RecognisedSession().TakeWhile(recorded => recorded is not StateChange { Phase: Phase.Processing }),
            new SessionPaused(session, RecordedLog.At(20)),
            new PauseEnded(session, RecordedLog.At(30), 10),
            new SessionEnd(session, RecordedLog.At(40)),
        ]);
    }

    public ValueTask DisposeAsync()
    {
        _log.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("+0", "recording", 0, 0, null)]
    [InlineData("+3", "recording", 3, 2, "to be")]
    [InlineData("09:00:05", "recording", 5, 5, "Äpfel, \"quoted\" 🙂")]
    [InlineData("+25", "paused", 20, 9, "that is\nthe question")]
    [InlineData("+40", "ended", 30, 9, "that is\nthe question")]
    [InlineData("09:00", "recording", 0, 0, null)]
    public async Task What_was_so_at_a_moment_is_shown(string at, string state, double positionS, int words, string? said)
    {
        var json = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--at", at, "--json", "--db", _log.Path);

        var read = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal(
            (state, positionS, words, said),
            (
                read.GetProperty("state").GetString(),
                read.GetProperty("position_s").GetDouble(),
                read.GetProperty("words").GetInt32(),
                read.TryGetProperty("said", out var last) ? last.GetProperty("text").GetString() : null));
    }

    [Theory]
    [InlineData("show", "1", "--at", "+9:00")]
    [InlineData("play", "1", "--from", "08:30")]
    [InlineData("mark", "1", "--at", "2026-02-28")]
    [InlineData("forget", "1:10:00..", "--dry-run")]
    public async Task A_moment_outside_of_the_session_is_a_mistake_for_every_verb(params string[] arguments)
    {
        var result = await ReplayTool.RunAsync(_log.Directory, [.. arguments, "--db", _log.Path]);

        result.AssertFailed(1, "session 1 does not have that time: it began 2026-03-01 09:00:00 and ended 2026-03-01 09:00:40");
    }

    [Theory]
    [InlineData(5, "recording", 1, 2)]
    [InlineData(30, "ended", 2, 3)]
    public void Of_an_imported_session_it_is_what_was_said_by_then(double seconds, string state, int segments, int words)
    {
        var session = SpokenFaker.Session(1, RecordedLog.Start) with { IsImported = true };

        var moment = MomentInSession.Of(session, [], [SpokenFaker.Said(1, "one two", 2), SpokenFaker.Said(2, "three", 10)], RecordedLog.At(seconds));

        Assert.Equal((state, seconds, segments, words), (moment.State, moment.PositionS, moment.Segments, moment.Words));
    }

    [Fact]
    public async Task People_read_it_in_a_few_lines()
    {
        var text = await ReplayTool.RunAsync(_log.Directory, "show", "1", "--at", "+5", "--db", _log.Path);

        Assert.Equal(
            """
            Session   1
            At        2026-03-01 09:00:05, 5.0 s into the session
            State     recording
            Dictated  5 words in 2 segments
            By        server, big one
            Said      09:00:03  Äpfel, "quoted" 🙂

            """,
            text.Output);
    }
}
