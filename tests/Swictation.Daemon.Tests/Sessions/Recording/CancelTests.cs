using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Tests.Sessions.Recording;

public sealed class CancelTests
{
    private static readonly SessionId One = new(1);

    [Fact]
    public void Cancel_ends_the_session_at_once_and_takes_nothing_more_of_it()
    {
        using var bench = RecorderBench.Recording();
        bench.Backlog.IsEmpty = false;
        var before = bench.Log.Head;

        var outcome = bench.Recorder.Cancel();

        Assert.Equal(["session_end 1 cancelled", "state_change idle"], bench.Log.LinesButMetrics(before));
        Assert.Equal(new(CommandAnswer.Cancelled, Phase.Idle, One, bench.Log.Head), outcome);
        Assert.False(bench.TryRecord(1, "in flight"));
        Assert.True(bench.Recorder.IsCancelled(One));
        Assert.False(bench.IsGateOpen);
    }

    [Fact]
    public void Session_that_is_paused_or_still_transcribed_can_be_cancelled()
    {
        using var paused = RecorderBench.Recording();
        paused.Recorder.Pause();
        paused.Advance(5);
        using var processing = RecorderBench.Processing();

        paused.Recorder.Cancel();
        processing.Recorder.Cancel();

        Assert.Equal(
            ["pause_ended 5", "session_end 1 cancelled", "state_change idle"], paused.Log.LinesButMetrics()[^3..]);
        Assert.Equal(["session_end 1 cancelled", "state_change idle"], processing.Log.LinesButMetrics()[^2..]);
    }

    [Fact]
    public void Next_session_is_not_a_cancelled_one()
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Cancel();

        bench.Recorder.Start();

        Assert.False(bench.Recorder.IsCancelled(One));
        Assert.False(bench.Recorder.IsCancelled(new(2)));
        Assert.True(bench.TryRecord(2, "new"));
    }
}
