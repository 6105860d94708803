using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Tests.Sessions.Recording;

public sealed class PauseTests
{
    private static readonly SessionId One = new(1);

    [Fact]
    public void Pause_stops_listening_and_leaves_the_session_open()
    {
        using var bench = RecorderBench.Recording();
        var before = bench.Log.Head;

        var outcome = bench.Recorder.Pause();

        Assert.Equal(["session_paused", "state_change idle", "metrics_update idle"], bench.Log.Lines(before));
        Assert.Equal(new(CommandAnswer.Paused, Phase.Idle, One, bench.Log.Head), outcome);
        Assert.True(bench.Recorder.State is { IsPaused: true, IsOpen: true });
        Assert.False(bench.IsGateOpen);
    }

    [Fact]
    public void What_was_heard_before_a_pause_is_still_transcribed()
    {
        using var bench = RecorderBench.Recording();
        bench.Backlog.IsEmpty = false;
        var before = bench.Log.Head;

        bench.Recorder.Pause();
        bench.TryRecord(1, "the last words");
        bench.Backlog.IsEmpty = true;
        bench.Recorder.Complete(One);

        Assert.Equal(
            ["session_paused", "state_change processing", "transcription the last words", "state_change idle"],
            bench.Log.LinesButMetrics(before));
        Assert.True(bench.Recorder.State is { IsPaused: true, IsOpen: true });
    }

    [Theory]
    [InlineData("start")]
    [InlineData("resume")]
    [InlineData("toggle")]
    public void Paused_session_goes_on(string action)
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Pause();
        bench.Advance(61.5);
        var before = bench.Log.Head;

        var outcome = action switch
        {
            "start" => bench.Recorder.Start(),
            "resume" => bench.Recorder.Resume(),
            _ => bench.Recorder.Toggle(),
        };

        Assert.Equal(["pause_ended 61.5", "state_change recording"], bench.Log.LinesButMetrics(before));
        Assert.Equal(new(CommandAnswer.Resumed, Phase.Recording, One, bench.Log.Head), outcome);
        Assert.False(bench.Recorder.State.IsPaused);
        Assert.True(bench.IsGateOpen);
    }

    [Fact]
    public void Session_that_is_resumed_before_all_is_transcribed_does_not_become_idle()
    {
        using var bench = RecorderBench.Recording();
        bench.Backlog.IsEmpty = false;
        bench.Recorder.Pause();
        bench.Recorder.Resume();
        var before = bench.Log.Head;

        bench.Backlog.IsEmpty = true;
        bench.Recorder.Complete(One);

        Assert.Empty(bench.Log.LinesButMetrics(before));
        Assert.Equal(Phase.Recording, bench.Recorder.Phase);
    }

    [Fact]
    public void Stop_ends_a_paused_session()
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Pause();
        bench.Advance(10);
        var before = bench.Log.Head;

        bench.Recorder.Stop();

        Assert.Equal(
            ["pause_ended 10", "session_end 1", "state_change idle"], bench.Log.LinesButMetrics(before));
        Assert.False(bench.Recorder.State.IsPaused);
    }

    [Fact]
    public void Stop_of_a_paused_session_waits_for_what_was_heard_before()
    {
        using var bench = RecorderBench.Recording();
        bench.Backlog.IsEmpty = false;
        bench.Recorder.Pause();
        bench.Advance(2);
        var before = bench.Log.Head;

        bench.Recorder.Stop();
        bench.Advance(3);
        bench.TryRecord(1, "late");
        bench.Backlog.IsEmpty = true;
        bench.Recorder.Complete(One);

        Assert.Equal(
            [
                "pause_ended 2", "state_change processing", "transcription late", "session_end 1", "state_change idle",
            ],
            bench.Log.LinesButMetrics(before));
    }

    [Fact]
    public void Durations_leave_pauses_out()
    {
        using var bench = RecorderBench.Recording();
        bench.TryRecord(1, "one two three four");
        bench.Advance(6);
        bench.Recorder.Pause();
        bench.Advance(1_000);

        Assert.Equal(6.0, bench.Recorder.Figures.DurationS);

        bench.Recorder.Resume();
        bench.Advance(6);
        bench.TryRecord(1, "five six");

        Assert.Equal(12.0, bench.Recorder.Figures.DurationS);
    }

    [Fact]
    public void Paused_session_does_not_fill_the_log()
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Pause();
        var before = bench.Log.Head;

        for (var tick = 0; tick < 2_500; tick++)
        {
            bench.Advance(1);
            bench.Recorder.UpdateMetrics();
        }

        Assert.Equal(Enumerable.Repeat("metrics_update idle", 3), bench.Log.Lines(before));
        Assert.All(bench.Log.Events(before).OfType<MetricsUpdate>(), metrics => Assert.Equal(One, metrics.Session));
    }

    [Fact]
    public void Commands_that_mean_nothing_change_nothing_and_say_why()
    {
        using var idle = RecorderBench.Idle();
        using var processing = RecorderBench.Processing();
        var (idleHead, processingHead) = (idle.Log.Head, processing.Log.Head);

        Assert.Equal(
            [CommandAnswer.NoSession, CommandAnswer.NoSession, CommandAnswer.NoSession],
            [idle.Recorder.Pause().Answer, idle.Recorder.Resume().Answer, idle.Recorder.Cancel().Answer]);
        Assert.Equal(
            [CommandAnswer.NotBeingRecorded, CommandAnswer.NotPaused],
            [processing.Recorder.Pause().Answer, processing.Recorder.Resume().Answer]);
        Assert.Equal((idleHead, processingHead), (idle.Log.Head, processing.Log.Head));
    }

    [Fact]
    public void Session_whose_microphone_is_lost_can_be_paused_and_resumed()
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Interrupt(One, TimeSpan.FromSeconds(3), Reason.Worded("it is gone"));
        var before = bench.Log.Head;

        var outcome = bench.Recorder.Pause();

        Assert.Equal(new(CommandAnswer.Paused, Phase.Idle, One, bench.Log.Head), outcome);
        Assert.Equal(["session_paused", "state_change idle"], bench.Log.LinesButMetrics(before));
        Assert.Equal((true, false), (bench.Recorder.State.IsPaused, bench.Recorder.State.IsInterrupted));
        Assert.False(bench.IsGateOpen);
        Assert.Equal("Recording resumed", bench.Recorder.Resume().Message());
        Assert.True(bench.IsGateOpen);
    }

    [Fact]
    public void Session_whose_source_has_failed_has_nothing_to_pause()
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Fail(One);

        Assert.Equal(CommandAnswer.NotBeingRecorded, bench.Recorder.Pause().Answer);
    }

    [Fact]
    public void Pause_while_paused_and_resume_while_recording_say_so_and_record_nothing()
    {
        using var bench = RecorderBench.Recording();
        var before = bench.Log.Head;

        Assert.Equal(new(CommandAnswer.AlreadyRecording, Phase.Recording, One, before), bench.Recorder.Resume());

        bench.Recorder.Pause();
        before = bench.Log.Head;
        Assert.Equal(new(CommandAnswer.AlreadyPaused, Phase.Idle, One, before), bench.Recorder.Pause());
        Assert.Equal(before, bench.Log.Head);
    }
}
