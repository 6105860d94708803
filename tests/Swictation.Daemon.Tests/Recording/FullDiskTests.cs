using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Tests.Recording;

/// <summary>What the log refuses has not happened.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public void Start_that_cannot_be_written_starts_nothing()
    {
        using var bench = RecorderBench.Idle();
        bench.Disk.IsFull = true;

        Assert.Throws<EventLogWriteException>(bench.Recorder.Start);

        Assert.Equal(Phase.Idle, bench.Recorder.State.Phase);
        Assert.Null(bench.Recorder.State.Session);
        Assert.False(bench.IsGateOpen);
    }

    [Fact]
    public void Start_after_one_that_could_not_be_written_is_as_the_first()
    {
        using var bench = RecorderBench.Idle();
        bench.Disk.IsFull = true;
        Assert.Throws<EventLogWriteException>(bench.Recorder.Start);
        bench.Disk.IsFull = false;
        var before = bench.Log.Head;

        var outcome = bench.Recorder.Start();

        Assert.Equal(new("Recording started", Phase.Recording, new SessionId(1), bench.Log.Head), outcome);
        Assert.Equal(["session_start 1", "state_change recording"], bench.Log.LinesButMetrics(before));
        Assert.True(bench.IsGateOpen);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Stop_that_cannot_be_written_lets_the_session_go_on(bool isBacklogEmpty)
    {
        using var bench = RecorderBench.Recording();
        bench.Backlog.IsEmpty = isBacklogEmpty;
        bench.Disk.IsFull = true;

        Assert.Throws<EventLogWriteException>(bench.Recorder.Stop);

        Assert.Equal(Phase.Recording, bench.Recorder.State.Phase);
        Assert.True(bench.IsGateOpen);

        bench.Disk.IsFull = false;
        Assert.Equal("Recording stopped", bench.Recorder.Stop().Message);
        Assert.False(bench.IsGateOpen);
    }

    [Fact]
    public void End_that_could_not_be_written_can_be_written_later()
    {
        using var bench = RecorderBench.Processing();
        bench.Backlog.IsEmpty = true;
        bench.Disk.IsFull = true;
        Assert.Throws<EventLogWriteException>(() => bench.Recorder.Complete(new(1)));
        bench.Disk.IsFull = false;
        var before = bench.Log.Head;

        bench.Recorder.Complete(new(1));

        Assert.Equal(["session_end 1", "state_change idle"], bench.Log.LinesButMetrics(before));
    }

    [Fact]
    public void Segments_that_could_not_be_written_are_written_once_when_they_come_again()
    {
        using var bench = RecorderBench.Recording();
        bench.Disk.IsFull = true;
        Assert.Throws<EventLogWriteException>(() => bench.TryRecord(1, "hello"));
        Assert.Equal(0, bench.Recorder.State.Segments);
        bench.Disk.IsFull = false;

        Assert.True(bench.TryRecord(1, "hello"));

        Assert.Equal(["hello"], bench.Log.Texts());
        Assert.Equal(1, bench.Recorder.State.Segments);
    }

    [Fact]
    public void Metrics_that_could_not_be_written_are_tried_again_after_a_second_and_count_everything()
    {
        using var bench = RecorderBench.Recording();
        bench.TryRecord(1, "hello");
        bench.Disk.IsFull = true;
        bench.Advance(0.1);
        Assert.Throws<EventLogWriteException>(bench.Recorder.UpdateMetrics);

        bench.Advance(0.9);
        bench.Recorder.UpdateMetrics();
        Assert.Equal(1, bench.Disk.Failures);

        bench.Disk.IsFull = false;
        bench.Advance(0.1);
        bench.Recorder.UpdateMetrics();
        Assert.Equal(1, bench.Log.Events().OfType<MetricsUpdated>().Last().Figures.Segments);
    }
}
