using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Tests.Sessions.Recording;

/// <summary>What becomes of what neither the log nor memory can take, or not in time.</summary>
[Trait("Category", "Stress")]
public sealed class FullMemoryTests
{
    [Fact]
    public void Segments_are_refused_when_no_more_fit_and_stopping_still_works()
    {
        using var bench = RecorderBench.Recording();
        bench.Disk.IsFull = true;
        var text = new string('x', 1_000_000);
        var taken = 0;

        var refused = Assert.Throws<EventLogWriteException>(() =>
        {
            while (bench.TryRecord(1, text)) taken++;
        });

        Assert.Contains("no more fit", refused.Message, StringComparison.Ordinal);
        Assert.InRange(taken * text.Length, HeldEvents.MostBytes - 3_000_000, HeldEvents.MostBytes);
        Assert.Equal(taken, bench.Recorder.State.Segments);

        Assert.StartsWith("Recording stopped", bench.Recorder.Stop().Message(), StringComparison.Ordinal);
        bench.Disk.IsFull = false;
        bench.Advance(1);
        bench.Recorder.UpdateMetrics();
        Assert.Equal(taken, bench.Log.Texts().Length);
        Assert.Equal("state_change idle", bench.Log.LinesButMetrics()[^1]);
    }

    [Fact]
    public void What_cannot_be_stored_to_the_end_is_given_back()
    {
        using var bench = RecorderBench.Recording();
        Assert.Empty(bench.Recorder.ReleaseOrGiveUp());
        bench.Disk.IsFull = true;
        bench.TryRecord(1, "one");

        var left = bench.Recorder.ReleaseOrGiveUp();

        Assert.Equal(3, left.Count);
        bench.Disk.IsFull = false;
        Assert.Empty(bench.Recorder.ReleaseOrGiveUp());
        Assert.Equal(["one"], bench.Log.Texts());
    }

    [Fact]
    public void Speech_that_was_given_up_is_told_when_the_log_can_be_written()
    {
        using var bench = RecorderBench.Recording();
        bench.Disk.IsFull = true;
        bench.Recorder.RecordDropped(
            new(1), TimeSpan.FromSeconds(3.5), TimeSpan.FromSeconds(20.25), Reason.Worded("the disk is full"));
        bench.Disk.IsFull = false;
        bench.Advance(1);

        bench.Recorder.UpdateMetrics();

        Assert.Contains("audio_dropped 20.25 the disk is full", bench.Log.Lines());
        Assert.Equal(3.5, bench.Log.Events().OfType<AudioDropped>().Single().StartS);
    }
}
