using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Host.Control;

public sealed class PlayActionTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public PlayActionTests()
    {
        _bench.Handle("start");
        _bench.Handle("stop");
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Idle_daemon_plays_a_session_at_the_pace_that_is_wanted()
    {
        var reply = Assert.IsType<PlayReply>(Play(session: 1, speed: 2, maxGapS: 5));

        Assert.Equal(
            ("Playing session 1 to 2 interfaces", "idle", 1L, 2),
            (reply.Message, reply.State, reply.SessionId, reply.Clients));
        Assert.Equal((2, TimeSpan.FromSeconds(5)), (_bench.Playback.Pace.Speed, _bench.Playback.Pace.MaxGap));
    }

    [Fact]
    public void Without_a_word_about_the_pace_it_is_as_it_happened()
    {
        Play(session: 1);

        Assert.Equal((1, null), (_bench.Playback.Pace.Speed, _bench.Playback.Pace.MaxGap));
    }

    [Fact]
    public void Status_says_so()
    {
        Play(session: 1);

        var reply = _bench.Status();

        Assert.Equal(("The daemon is idle, playing session 1 to interfaces", 1), (reply.Message, reply.Playing));
    }

    [Theory]
    [InlineData("start")]
    [InlineData("toggle")]
    public void Start_of_a_recording_ends_it(string action)
    {
        Play(session: 1);

        _bench.AssertDone(_bench.Handle(action), "Recording started", "recording", session: 2);

        Assert.Null(_bench.Playback.Session);
    }

    [Fact]
    public void Stop_ends_it_and_says_so()
    {
        Play(session: 1);

        Assert.Equal("Playing stopped", _bench.Handle("stop").Message);
        Assert.Equal("Not recording", _bench.Handle("stop").Message);
        Assert.Null(_bench.Playback.Session);
    }

    [Fact]
    public void Nothing_is_played_while_a_session_is_open()
    {
        _bench.Handle("start");
        AssertRefused(CommandErrorCode.WrongState, Play(session: 1));

        _bench.Handle("pause");
        AssertRefused(CommandErrorCode.WrongState, Play(session: 1));
    }

    [Fact]
    public void Session_that_begins_at_that_moment_ends_it()
    {
        _bench.Playback.Started = () => _bench.Handle("start");

        AssertRefused(CommandErrorCode.WrongState, Play(session: 1));

        Assert.Null(_bench.Playback.Session);
    }

    [Fact]
    public void Without_an_interface_it_is_refused()
    {
        _bench.Playback.Interfaces = 0;

        AssertRefused(CommandErrorCode.NoClients, Play(session: 1));
    }

    [Fact]
    public void Requests_that_mean_nothing_are_refused_with_the_reason()
    {
        AssertRefused(CommandErrorCode.MissingSession, Play(session: null));
        AssertRefused(CommandErrorCode.SessionUnknown, Play(session: 7));
        AssertRefused(CommandErrorCode.OtherLog, Play(session: 1, logId: "another"));
        AssertRefused(CommandErrorCode.InvalidPace, Play(session: 1, speed: -1));
        AssertRefused(CommandErrorCode.InvalidPace, Play(session: 1, maxGapS: 1e300));
        Assert.Null(_bench.Playback.Session);
    }

    private CommandReply Play(long? session, double? speed = null, double? maxGapS = null, string? logId = null) =>
        _bench.Handle(
            new CommandRequest("play", RequestId: null, session, LogId: logId) { Speed = speed, MaxGapS = maxGapS });

    private static void AssertRefused(CommandErrorCode code, CommandReply reply) =>
        Assert.Equal((false, code), (reply.IsSuccess, reply.Code));
}
