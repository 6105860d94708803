using Swictation.Daemon.Commands;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Daemon.Tests.Metrics;
using Swictation.Daemon.Tests.Recording;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Metrics;

namespace Swictation.Daemon.Tests.Commands;

public sealed class DaemonCommandsTests : IDisposable
{
    private static readonly BroadcasterMetrics Figures = SampleMetrics.Create();

    private readonly RecorderBench _bench = RecorderBench.Idle();
    private readonly ScriptedInput _input = new(_ => Task.CompletedTask);
    private readonly FakeLifetime _lifetime = new();
    private readonly DaemonCommands _commands;

    private FakeLateAudio Late => _input.LateAudio;

    public DaemonCommandsTests() =>
        _commands = new(_bench.Recorder, _bench.Log, _input, _lifetime, () => Figures);

    public void Dispose()
    {
        _bench.Dispose();
        _lifetime.Dispose();
    }

    [Fact]
    public void Start_and_stop_say_what_they_did_and_where_it_stands()
    {
        AssertDone(Handle("start"), "Recording started", "recording");
        AssertDone(Handle("start"), "Already recording", "recording");
        AssertDone(Handle("stop"), "Recording stopped", "idle");
        AssertDone(Handle("stop"), "Not recording", "idle", session: null);
    }

    [Fact]
    public void Toggle_does_both()
    {
        AssertDone(Handle("toggle"), "Recording started", "recording");
        AssertDone(Handle("toggle"), "Recording stopped", "idle");
    }

    [Fact]
    public void Stop_with_a_backlog_says_that_it_is_processing()
    {
        Handle("start");
        _bench.Backlog.IsEmpty = false;

        AssertDone(Handle("stop"), "Recording stopped", "processing");
        AssertDone(Handle("toggle"), "Recording continued", "recording");
    }

    [Fact]
    public void Status_of_an_idle_daemon_has_no_figures()
    {
        var reply = Handle("status");

        AssertDone(reply, "The daemon is idle", "idle", session: null);
        Assert.Equal((null, null, null), (reply.DurationS, reply.Segments, reply.Words));
        Assert.Equal((3, Environment.ProcessId), (reply.Clients, reply.Pid));
        Assert.NotEmpty(reply.Version!);
    }

    [Fact]
    public void Status_of_an_open_session_has_its_figures_at_this_moment()
    {
        Handle("start");
        _bench.TryRecord(1, "one two", "three");
        _bench.Advance(12.5);

        var reply = Handle("status");

        AssertDone(reply, "The daemon is recording", "recording");
        Assert.Equal((12.5, 2, 3), (reply.DurationS, reply.Segments, reply.Words));
    }

    [Fact]
    public void Status_shows_what_was_recovered()
    {
        Assert.Null(Handle("status").RecoveredS);

        Late.Recovered = new(TimeSpan.FromSeconds(6.25), 2);

        var reply = Handle("status");
        Assert.Equal((6.2, 2), (reply.RecoveredS, reply.RecoveredSegments));
    }

    [Fact]
    public void Retry_says_how_many_segments_will_be_tried_again()
    {
        Handle("start");
        Late.Failed = 3;

        var reply = _commands.Handle(new("retry", RequestId: null, SessionId: 1));

        Assert.Equal((true, 1, 3), (reply.IsSuccess, reply.SessionId, reply.Queued));
    }

    [Theory]
    [InlineData(null, CommandErrorCode.MissingSession)]
    [InlineData(2L, CommandErrorCode.SessionUnknown)]
    [InlineData(1L, CommandErrorCode.NoRecogniser)]
    public void Retry_that_cannot_be_done_says_why(long? session, string code)
    {
        Handle("start");

        var reply = _commands.Handle(new("retry", RequestId: null, session));

        Assert.Equal((false, code), (reply.IsSuccess, reply.Code));
    }

    [Fact]
    public void Metrics_are_those_of_this_moment()
    {
        var reply = Handle("metrics");

        Assert.True(reply.IsSuccess);
        Assert.Same(Figures, reply.Metrics);
    }

    [Theory]
    [InlineData("quit")]
    [InlineData("exit")]
    [InlineData("shutdown")]
    public void Quit_stops_the_daemon_and_says_so(string action)
    {
        var reply = Handle(action);

        Assert.True(reply.IsSuccess);
        Assert.Equal("Shutting down", reply.Message);
        Assert.True(_lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.True(Handle(action).IsSuccess);
    }

    [Theory]
    [InlineData("toggle")]
    [InlineData("start")]
    [InlineData("stop")]
    public void Daemon_that_shuts_down_takes_no_commands_to_record(string action)
    {
        _lifetime.StopApplication();
        var before = _bench.Log.Head;

        var reply = Handle(action);

        Assert.Equal(CommandErrorCode.ShuttingDown, reply.Code);
        Assert.Equal(before, _bench.Log.Head);
        Assert.True(Handle("status").IsSuccess);
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("")]
    [InlineData("Toggle")]
    public void Unknown_action_is_named(string action)
    {
        var reply = Handle(action);

        Assert.False(reply.IsSuccess);
        Assert.Equal((CommandErrorCode.UnknownAction, $"Unknown action: {action}"), (reply.Code, reply.Error));
    }

    [Fact]
    public void Long_unknown_action_is_named_in_short()
    {
        Assert.Equal($"Unknown action: {new string('a', 64)}", Handle(new string('a', 64)).Error);
        Assert.Equal($"Unknown action: {new string('a', 64)}...", Handle(new string('a', 65)).Error);
        Assert.Equal($"Unknown action: {new string('a', 63)}...", Handle(new string('a', 63) + "🙂🙂").Error);
    }

    [Fact]
    public void Log_that_cannot_be_written_is_not_hidden()
    {
        _bench.Disk.IsFull = true;

        var reply = Handle("toggle");
        var status = Handle("status");

        Assert.Equal(
            ("Recording started, but it cannot be stored yet: the disk is full", "error"),
            (reply.Message, reply.State));
        Assert.Equal(("Already recording", "error"), (Handle("start").Message, Handle("start").State));
        Assert.Equal(
            (
                "The daemon is recording, but nothing can be stored since 09:30:00: the disk is full",
                "error",
                1L),
            (status.Message, status.State, status.SessionId));
    }

    [Theory]
    [InlineData("toggle")]
    [InlineData("start")]
    public void Recording_does_not_start_when_nothing_can_be_heard(string action)
    {
        _input.Obstacle = "alsa:hw:1: there is no such microphone; plug it in";
        var before = _bench.Log.Head;

        var reply = Handle(action);

        Assert.Equal(
            (CommandErrorCode.SourceUnavailable, "idle", $"Nothing can be heard: {_input.Obstacle}"),
            (reply.Code, reply.State, reply.Error));
        Assert.Equal(before, _bench.Log.Head);
    }

    [Fact]
    public void Recording_stops_also_when_nothing_can_be_heard()
    {
        Handle("start");
        _input.Obstacle = "alsa:hw:1: there is no such microphone; plug it in";

        AssertDone(Handle("toggle"), "Recording stopped", "idle");
    }

    [Fact]
    public void Status_says_what_is_wrong_with_the_source()
    {
        Handle("start");
        _input.Trouble = "alsa:default: is it muted?";

        AssertDone(Handle("status"), "The daemon is recording, but: alsa:default: is it muted?", "recording");
    }

    private CommandReply Handle(string action) => _commands.Handle(new(action, RequestId: null));

    private void AssertDone(CommandReply reply, string message, string state, long? session = 1)
    {
        Assert.True(reply.IsSuccess);
        Assert.Equal(
            (message, state, session, _bench.Log.Head), (reply.Message, reply.State, reply.SessionId, reply.Seq));
    }
}
