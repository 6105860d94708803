using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Tests.Sessions.Recording;

public sealed class SegmentLatencyTests
{
    private static readonly SessionId One = new(1);

    [Fact]
    public void How_long_a_transcription_took_is_told_with_the_next_events_and_adds_up()
    {
        using var bench = RecorderBench.Recording();
        Said(bench, "one");
        var said = bench.Log.Events().FindIndex(recorded => recorded is Transcription) + 1;
        var before = bench.Log.Head;

        bench.Advance(1);
        bench.Recorder.UpdateMetrics();

        Assert.Equal([$"segment_committed {said}", "metrics_update recording"], bench.Log.Lines(before));
        var told = bench.Log.Events(before).OfType<SegmentCommitted>().Single();
        Assert.Equal((500, 300, 1_200, 5, 2_005), (
            told.CaptureMs, told.QueueMs, told.RecognitionMs, told.CommitMs, told.LatencyMs));
        Assert.Equal("one", ((Transcription)bench.Log.Events(said - 1)[0]).Text);
    }

    [Fact]
    public void Each_stage_is_counted_when_a_segment_is_committed()
    {
        using var bench = RecorderBench.Recording();
        bench.TryRecord(1, "text of another recogniser");
        Assert.Equal(0, bench.Recorder.Stages.Commit.Summarise().Count);

        Said(bench, "one");
        Said(bench, "two");

        var stages = bench.Recorder.Stages;
        Assert.Equal(
            [(2, 500), (2, 300), (2, 1_200), (2, 5)],
            new[] { stages.Capture, stages.Wait, stages.Recognition, stages.Commit }
                .Select(stage => stage.Summarise())
                .Select(summary => (summary.Count, summary.Max.TotalMilliseconds)));
    }

    [Fact]
    public void Metrics_have_the_latency_up_to_the_commit()
    {
        using var bench = RecorderBench.Recording();
        Said(bench, "one");

        bench.Advance(1);
        bench.Recorder.UpdateMetrics();

        Assert.Equal(2_005, bench.Log.Events().OfType<MetricsUpdate>().Last().Figures.LatencyMs);
    }

    [Fact]
    public void It_does_not_come_between_a_transcription_and_its_measurement()
    {
        using var bench = RecorderBench.Recording();
        var before = bench.Log.Head;

        Said(bench, "one");
        Said(bench, "two");
        bench.Recorder.Stop();

        Assert.Equal(
            [
                "transcription one", "segment_measured",
                $"segment_committed {before + 1}", "transcription two", "segment_measured",
            ],
            bench.Log.LinesButMetrics(before).Take(5));
        Assert.Equal(2, bench.Log.Events().OfType<SegmentCommitted>().Count());
        Assert.IsType<StateChange>(bench.Log.Events().Last(recorded => recorded is not MetricsUpdate));
    }

    [Fact]
    public void What_is_held_is_not_committed_and_not_told()
    {
        using var bench = RecorderBench.Recording();
        bench.Disk.IsFull = true;
        Said(bench, "one");
        bench.Disk.IsFull = false;
        bench.Advance(1);
        bench.Recorder.UpdateMetrics();
        bench.Recorder.Stop();

        Assert.Equal(["one"], bench.Log.Texts());
        Assert.Empty(bench.Log.Events().OfType<SegmentCommitted>());
    }

    [Fact]
    public void Text_of_another_recogniser_has_no_such_times()
    {
        using var bench = RecorderBench.Recording();

        bench.TryRecord(1, "one");
        bench.Recorder.Stop();

        Assert.Empty(bench.Log.Events().OfType<SegmentCommitted>());
    }

    // Spoken, cut after half a second, queued for 0.3 s, recognised in 1.2 s, and recorded 5 ms later.
    private static void Said(RecorderBench bench, string text)
    {
        var endedAt = bench.Time.GetTimestamp();
        bench.Advance(2.005);
        var times = new SegmentTimes(
            TimeSpan.Zero,
            TimeSpan.FromSeconds(1),
            Wait: TimeSpan.FromSeconds(0.8),
            Recognition: TimeSpan.FromSeconds(1.2),
            Capture: TimeSpan.FromSeconds(0.5));
        bench.Recorder.TryRecord(One, [new RecognisedSegment(text, endedAt, times)]);
    }
}
