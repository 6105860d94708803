using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Tests.Sessions.Recording;

/// <summary>A session that is started again before its end, and one whose source fails.</summary>
public sealed class ContinuedSessionTests
{
    [Fact]
    public void Start_while_processing_goes_on_with_the_same_session()
    {
        using var bench = RecorderBench.Processing();
        var before = bench.Log.Head;

        var outcome = bench.Recorder.Start();

        Assert.Equal(["state_change recording", "metrics_update recording"], bench.Log.Lines(before));
        Assert.Equal(new(CommandAnswer.Continued, Phase.Recording, new SessionId(1), bench.Log.Head), outcome);
        Assert.True(bench.IsGateOpen);
    }

    [Fact]
    public void End_of_the_earlier_turn_does_not_end_a_session_that_goes_on()
    {
        using var bench = RecorderBench.Processing();
        bench.Recorder.Start();

        bench.Recorder.Complete(new(1));

        Assert.Equal(Phase.Recording, bench.Recorder.State.Phase);
    }

    [Fact]
    public void End_of_the_earlier_turn_does_not_end_a_session_while_the_later_one_is_transcribed()
    {
        using var bench = RecorderBench.Processing();
        bench.Recorder.Start();
        bench.Recorder.Stop();

        bench.Recorder.Complete(new(1));

        Assert.Equal(Phase.Processing, bench.Recorder.State.Phase);

        bench.Backlog.IsEmpty = true;
        bench.Recorder.Complete(new(1));

        Assert.Equal(Phase.Idle, bench.Recorder.State.Phase);
    }

    [Fact]
    public void Turn_that_nobody_had_time_to_listen_to_keeps_no_session_open()
    {
        // Start and stop while the listener is still busy with the turn before: there will be one end for both.
        using var bench = RecorderBench.Processing();
        bench.Recorder.Start();
        bench.Recorder.Stop();

        bench.Backlog.IsEmpty = true;
        bench.Recorder.Complete(new(1));

        Assert.Equal(["session_end 1", "state_change idle"], bench.Log.LinesButMetrics()[^2..]);
    }

    [Fact]
    public void End_of_a_turn_says_nothing_about_another_session()
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Stop();
        bench.Recorder.Start();
        bench.Backlog.IsEmpty = false;
        bench.Recorder.Stop();
        bench.Backlog.IsEmpty = true;

        bench.Recorder.Complete(new(1));

        Assert.Equal(new SessionId(2), bench.Recorder.State.Session);
    }

    [Fact]
    public void Source_that_fails_leaves_the_session_open_until_it_is_stopped()
    {
        using var bench = RecorderBench.Recording();
        var before = bench.Log.Head;

        bench.Recorder.Fail(new(1));

        Assert.Equal(["state_change error", "metrics_update error"], bench.Log.Lines(before));
        Assert.Equal(new SessionId(1), bench.Recorder.State.Session);
        Assert.False(bench.IsGateOpen);

        before = bench.Log.Head;
        var outcome = bench.Recorder.Toggle();

        Assert.Equal("Recording stopped", outcome.Message());
        Assert.Equal(["session_end 1", "state_change idle"], bench.Log.LinesButMetrics(before));
    }

    [Fact]
    public void Failure_of_the_source_means_nothing_to_a_session_that_is_stopped()
    {
        using var bench = RecorderBench.Processing();
        var before = bench.Log.Head;

        bench.Recorder.Fail(new(1));
        bench.Recorder.Fail(new(2));

        Assert.Equal(before, bench.Log.Head);
    }
}
