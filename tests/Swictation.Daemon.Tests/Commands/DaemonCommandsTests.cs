using Swictation.Daemon.Commands;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Commands;

public sealed class DaemonCommandsTests : IDisposable
{
    private readonly CommandBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Start_and_stop_say_what_they_did_and_where_it_stands()
    {
        _bench.AssertDone(_bench.Handle("start"), "Recording started", "recording");
        _bench.AssertDone(_bench.Handle("start"), "Already recording", "recording");
        _bench.AssertDone(_bench.Handle("stop"), "Recording stopped", "idle");
        _bench.AssertDone(_bench.Handle("stop"), "Not recording", "idle", session: null);
    }

    [Fact]
    public void Toggle_does_both()
    {
        _bench.AssertDone(_bench.Handle("toggle"), "Recording started", "recording");
        _bench.AssertDone(_bench.Handle("toggle"), "Recording stopped", "idle");
    }

    [Fact]
    public void Stop_with_a_backlog_says_that_it_is_processing()
    {
        _bench.Handle("start");
        _bench.Recording.Backlog.IsEmpty = false;

        _bench.AssertDone(_bench.Handle("stop"), "Recording stopped", "processing");
        _bench.AssertDone(_bench.Handle("toggle"), "Recording continued", "recording");
    }

    [Fact]
    public void Status_of_an_idle_daemon_has_no_figures()
    {
        var reply = _bench.Handle("status");

        _bench.AssertDone(reply, "The daemon is idle", "idle", session: null);
        Assert.Equal((null, null, null), (reply.DurationS, reply.Segments, reply.Words));
        Assert.Equal((3, Environment.ProcessId), (reply.Clients, reply.Pid));
        Assert.NotEmpty(reply.Version!);
    }

    [Fact]
    public void Status_of_an_open_session_has_its_figures_at_this_moment()
    {
        _bench.Handle("start");
        _bench.Recording.TryRecord(1, "one two", "three");
        _bench.Recording.Advance(12.5);

        var reply = _bench.Handle("status");

        _bench.AssertDone(reply, "The daemon is recording", "recording");
        Assert.Equal((12.5, 2, 3), (reply.DurationS, reply.Segments, reply.Words));
    }

    [Fact]
    public void Status_shows_what_was_recovered()
    {
        Assert.Null(_bench.Handle("status").RecoveredS);

        _bench.Input.LateAudio.Recovered = new(TimeSpan.FromSeconds(6.25), 2, TimeSpan.Zero);

        var reply = _bench.Handle("status");
        Assert.Equal((6.2, 2, null), (reply.RecoveredS, reply.RecoveredSegments, reply.RecoveringS));
        Assert.Contains(
            "6.2 s of audio left by the last daemon are transcribed (2 segments of text)",
            SendCommand.Describe(reply),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Status_during_recovery_shows_what_is_done_and_what_is_still_to_do()
    {
        _bench.Input.LateAudio.Recovered = new(TimeSpan.Zero, 0, TimeSpan.FromSeconds(9.5));
        Assert.Contains(
            "transcribing 9.5 s of audio left by the last daemon: 0.0 s done (0 segments of text), 9.5 s to do",
            SendCommand.Describe(_bench.Handle("status")),
            StringComparison.Ordinal);

        _bench.Input.LateAudio.Recovered = _bench.Input.LateAudio.Recovered.Done(TimeSpan.FromSeconds(3)) with
        {
            Segments = 1,
        };

        var reply = _bench.Handle("status");
        Assert.Equal((3, 1, 6.5), (reply.RecoveredS, reply.RecoveredSegments, reply.RecoveringS));
        Assert.Contains(
            "transcribing 9.5 s of audio left by the last daemon: 3.0 s done (1 segment of text), 6.5 s to do",
            SendCommand.Describe(reply),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Retry_says_how_many_segments_will_be_tried_again()
    {
        _bench.Handle("start");
        _bench.Input.LateAudio.Failed = 3;

        var reply = _bench.Commands.Handle(new("retry", RequestId: null, SessionId: 1));

        Assert.Equal((true, 1, 3), (reply.IsSuccess, reply.SessionId, reply.Queued));
    }

    [Theory]
    [InlineData(null, CommandErrorCode.MissingSession)]
    [InlineData(2L, CommandErrorCode.SessionUnknown)]
    [InlineData(1L, CommandErrorCode.NoRecogniser)]
    public void Retry_that_cannot_be_done_says_why(long? session, string code)
    {
        _bench.Handle("start");

        var reply = _bench.Commands.Handle(new("retry", RequestId: null, session));

        Assert.Equal((false, code), (reply.IsSuccess, reply.Code));
    }

    [Fact]
    public void Metrics_are_those_of_this_moment()
    {
        var reply = _bench.Handle("metrics");

        Assert.True(reply.IsSuccess);
        Assert.Same(CommandBench.Figures, reply.Metrics);
    }

    [Theory]
    [InlineData("quit")]
    [InlineData("exit")]
    [InlineData("shutdown")]
    public void Quit_stops_the_daemon_and_says_so(string action)
    {
        var reply = _bench.Handle(action);

        Assert.True(reply.IsSuccess);
        Assert.Equal("Shutting down", reply.Message);
        Assert.True(_bench.Lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.True(_bench.Handle(action).IsSuccess);
    }

    [Theory]
    [InlineData("toggle")]
    [InlineData("start")]
    [InlineData("stop")]
    public void Daemon_that_shuts_down_takes_no_commands_to_record(string action)
    {
        _bench.Lifetime.StopApplication();
        var before = _bench.Recording.Log.Head;

        var reply = _bench.Handle(action);

        Assert.Equal(CommandErrorCode.ShuttingDown, reply.Code);
        Assert.Equal(before, _bench.Recording.Log.Head);
        Assert.True(_bench.Handle("status").IsSuccess);
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("")]
    [InlineData("Toggle")]
    public void Unknown_action_is_named(string action)
    {
        var reply = _bench.Handle(action);

        Assert.False(reply.IsSuccess);
        Assert.Equal((CommandErrorCode.UnknownAction, $"Unknown action: {action}"), (reply.Code, reply.Error));
    }

    [Fact]
    public void Long_unknown_action_is_named_in_short()
    {
        Assert.Equal($"Unknown action: {new string('a', 64)}", _bench.Handle(new string('a', 64)).Error);
        Assert.Equal($"Unknown action: {new string('a', 64)}...", _bench.Handle(new string('a', 65)).Error);
        Assert.Equal($"Unknown action: {new string('a', 63)}...", _bench.Handle(new string('a', 63) + "🙂🙂").Error);
    }

    [Fact]
    public void Log_that_cannot_be_written_is_not_hidden()
    {
        _bench.Recording.Disk.IsFull = true;

        var reply = _bench.Handle("toggle");
        var status = _bench.Handle("status");

        Assert.Equal(
            ("Recording started, but it cannot be stored yet: the disk is full", "error"),
            (reply.Message, reply.State));
        Assert.Equal(("Already recording", "error"), (_bench.Handle("start").Message, _bench.Handle("start").State));
        Assert.Equal(
            (
                "The daemon is recording, but nothing can be stored since 09:30:00: the disk is full",
                "error",
                1L),
            (status.Message, status.State, status.SessionId));
    }
}
