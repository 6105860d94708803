using Swictation.Daemon.Cli.Output;
using Swictation.Domain.Reasons;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Host.Control;

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

    [Theory]
    [InlineData("TOGGLE")]
    [InlineData("Toggle")]
    public void Actions_count_in_any_case(string action)
    {
        _bench.AssertDone(_bench.Handle(action), "Recording started", "recording");
        Assert.Equal("Unknown action: Fly", _bench.Handle("Fly").Error);
    }

    [Fact]
    public void Status_says_that_somebody_is_being_heard()
    {
        Assert.Null(_bench.Status().Hearing);

        _bench.Input.IsHearing = true;

        Assert.True(_bench.Status().Hearing);
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
        var reply = _bench.Status();

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

        var reply = _bench.Status();

        _bench.AssertDone(reply, "The daemon is recording", "recording");
        Assert.Equal((12.5, 2, 3), (reply.DurationS, reply.Segments, reply.Words));
    }

    [Fact]
    public void Status_shows_what_was_recovered()
    {
        Assert.Null(_bench.Status().RecoveredS);

        _bench.Input.LateAudio.Recovered = new(TimeSpan.FromSeconds(6.25), 2, TimeSpan.Zero);

        var reply = _bench.Status();
        Assert.Equal((6.2, 2, null), (reply.RecoveredS, reply.RecoveredSegments, reply.RecoveringS));
        Assert.Contains(
            "\n6.2 s of audio left by the last daemon are done (2 segments of text)",
            ReplyText.Describe(reply),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Status_during_recovery_shows_what_is_done_and_what_is_still_to_do()
    {
        _bench.Input.LateAudio.Recovered = new(TimeSpan.Zero, 0, TimeSpan.FromSeconds(9.5));
        Assert.Contains(
            "Transcribing 9.5 s of audio left by the last daemon: 0.0 s done (0 segments of text), 9.5 s to do",
            ReplyText.Describe(_bench.Status()),
            StringComparison.Ordinal);

        _bench.Input.LateAudio.Recovered = _bench.Input.LateAudio.Recovered.Done(TimeSpan.FromSeconds(3)) with
        {
            Segments = 1,
            Failed = 2,
        };

        var reply = _bench.Status();
        Assert.Equal((3, 1, 6.5), (reply.RecoveredS, reply.RecoveredSegments, reply.RecoveringS));
        Assert.Equal(2, reply.RecoveredFailed);
        Assert.Contains(
            "Transcribing 9.5 s of audio left by the last daemon: 3.0 s done (1 segment of text, the recogniser "
            + "failed on 2), 6.5 s to do",
            ReplyText.Describe(reply),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_recogniser_failed_on_is_in_the_status_and_in_the_reply_to_stop()
    {
        _bench.Handle("start");
        Assert.Null(_bench.Status().WithoutText);
        _bench.Fail(1, "it has crashed");
        Assert.Equal(
            ["The recogniser failed on 1 segment of this session: it has crashed"], _bench.Status().Trouble);
        Assert.Equal([TroubleCode.RecogniserFailed.Name], _bench.Status().TroubleCodes);
        _bench.Fail(5, "no memory");

        var reply = _bench.Status();

        Assert.Equal(2, reply.WithoutText);
        Assert.EndsWith(
            ", 2 segments without text, 3 clients\n"
            + "The recogniser failed on 2 segments of this session: no memory",
            ReplyText.Describe(reply),
            StringComparison.Ordinal);
        var stopped = Assert.IsType<RecordingReply>(_bench.Handle("stop"));
        Assert.Equal(2, stopped.WithoutText);
        Assert.Equal("Recording stopped, session 1, 2 segments without text", ReplyText.Describe(stopped));
    }

    [Fact]
    public void Quit_says_what_is_left_for_the_next_start()
    {
        _bench.Input.LateAudio.Recovered = new(TimeSpan.Zero, 0, TimeSpan.FromSeconds(9.5));

        Assert.Equal(
            "Shutting down; 9.5 s of audio left by the last daemon wait for the next start",
            _bench.Handle("quit").Message);
    }

    [Theory]
    [InlineData("quit", true)]
    [InlineData("exit", true)]
    [InlineData("shutdown", true)]
    [InlineData("stop", false)]
    public void Daemon_that_is_told_to_end_is_not_to_be_brought_back(string action, bool staysAway)
    {
        _bench.Handle(action);

        Assert.Equal(staysAway, _bench.StaysAway);
    }

    [Fact]
    public void Status_says_that_the_daemon_is_shutting_down()
    {
        _bench.Handle("start");
        _bench.Handle("quit");

        Assert.Equal("The daemon is shutting down, recording", _bench.Status().Message);
    }

    [Fact]
    public void Retry_in_another_log_is_refused()
    {
        _bench.Handle("start");

        var reply = _bench.Handle(new CommandRequest("retry", RequestId: null, SessionId: 1, LogId: "another"));

        Assert.Equal((false, CommandErrorCode.OtherLog), (reply.IsSuccess, reply.Code));
    }

    [Fact]
    public void Retry_says_how_many_segments_will_be_tried_again()
    {
        _bench.Handle("start");
        _bench.Input.LateAudio.Failed = 3;

        var reply = _bench.Handle(
            new CommandRequest("retry", RequestId: null, SessionId: 1, LogId: _bench.Recording.Log.LogId));

        Assert.Equal((true, 1, 3), (reply.IsSuccess, reply.SessionId, Assert.IsType<RetryReply>(reply).Queued));
    }

    [Theory]
    [InlineData(null, "missing_session")]
    [InlineData(2L, "session_unknown")]
    [InlineData(1L, "no_recogniser")]
    public void Retry_that_cannot_be_done_says_why(long? session, string code)
    {
        _bench.Handle("start");

        var reply = _bench.Handle(new CommandRequest("retry", RequestId: null, session));

        Assert.Equal((false, code), (reply.IsSuccess, reply.Code?.Name));
    }

    [Fact]
    public void Metrics_are_those_of_this_moment()
    {
        var reply = _bench.Handle("metrics");

        Assert.True(reply.IsSuccess);
        Assert.Same(CommandBench.Figures.Figures, Assert.IsType<MetricsReply>(reply).Metrics);
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
        Assert.True(_bench.Status().IsSuccess);
    }

    [Theory]
    [InlineData("fly")]
    [InlineData("")]
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
        var status = _bench.Status();

        Assert.Equal(
            ("Recording started, but it cannot be stored yet: the disk is full", "error"),
            (reply.Message, reply.State));
        Assert.Equal(("Already recording", "error"), (_bench.Handle("start").Message, _bench.Handle("start").State));
        Assert.Equal(("The daemon is recording", "error", 1L), (status.Message, status.State, status.SessionId));
        Assert.Equal(["Nothing can be stored since 09:30:00: the disk is full"], status.Trouble);
        Assert.Equal([TroubleCode.StorageFailed.Name], status.TroubleCodes);
    }
}
