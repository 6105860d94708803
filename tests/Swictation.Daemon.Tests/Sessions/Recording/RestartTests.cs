using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;
using Swictation.Domain.State;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Recording;

/// <summary>A recorder takes up the log of another one.</summary>
public sealed class RestartTests
{
    private static readonly TimeSpan ResumeWindow = TimeSpan.FromSeconds(30);

    [Fact]
    public void Session_numbers_go_on_after_a_restart()
    {
        using var first = RecorderBench.Recording();
        first.Recorder.Stop();
        using var second = Restart(first.Log, after: TimeSpan.Zero);

        Assert.Equal(new SessionId(2), second.Recorder.Start().Session);
    }

    [Fact]
    public void Idle_log_gets_nothing_but_metrics()
    {
        using var first = RecorderBench.Recording();
        first.Recorder.Stop();
        var before = first.Log.Head;

        using var second = Restart(first.Log, after: TimeSpan.FromHours(1));

        Assert.Equal(["metrics_update idle"], first.Log.Lines(before));
    }

    [Fact]
    public void Recent_session_goes_on_and_counts_on()
    {
        using var first = RecorderBench.Recording();
        first.TryRecord(1, "before the crash");
        var before = first.Log.Head;

        using var second = Restart(first.Log, after: TimeSpan.FromSeconds(10));
        second.TryRecord(1, "after it");
        second.Recorder.Stop();

        Assert.True(second.Recorder.State.LastSession == new SessionId(1));
        Assert.Equal(
            ["session_recovered 1 resumed", "transcription after it", "session_end 1", "state_change idle"],
            first.Log.LinesButMetrics(before));
        Assert.Equal(
            (2, 5), (second.Recorder.State.Segments, second.Recorder.State.Words));
    }

    [Fact]
    public void Recent_session_opens_the_gate()
    {
        using var first = RecorderBench.Recording();

        using var second = Restart(first.Log, after: TimeSpan.FromSeconds(10));

        Assert.True(second.IsGateOpen);
    }

    [Fact]
    public void Old_session_is_closed_and_the_next_one_gets_the_next_number()
    {
        using var first = RecorderBench.Recording();
        var before = first.Log.Head;

        using var second = Restart(first.Log, after: TimeSpan.FromSeconds(31));

        Assert.Equal(
            ["session_recovered 1 closed", "session_end 1 recovered", "state_change idle"],
            first.Log.LinesButMetrics(before));
        Assert.False(second.IsGateOpen);
        Assert.Equal(new SessionId(2), second.Recorder.Start().Session);
    }

    private static RecorderBench Restart(InMemoryEventLog log, TimeSpan after)
    {
        var state = log.Events().Aggregate(DaemonState.Initial, (folded, next) => folded.Apply(next));
        var bench = new RecorderBench(log, state);
        bench.Time.Advance(after);
        bench.Recorder.ComeUp(RestartDecider.ComeUp(state, ResumeWindow, bench.Time.GetUtcNow()));
        return bench;
    }
}
