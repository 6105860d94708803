using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Tests.Sessions.Recording;

/// <summary>What the log cannot take is held in memory, and stored when it can.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public void Recording_starts_goes_on_and_stops_and_all_of_it_is_stored_later_between_error_and_the_state_that_is()
    {
        using var bench = RecorderBench.Idle();
        var before = bench.Log.Head;
        bench.Disk.IsFull = true;

        Assert.Equal(
            "Recording started, but it cannot be stored yet: the disk is full", bench.Recorder.Start().Message());
        Assert.True(bench.IsGateOpen);
        Assert.True(bench.TryRecord(1, "one"));
        bench.Advance(5);
        Assert.True(bench.TryRecord(1, "two"));
        Assert.StartsWith("Recording stopped", bench.Recorder.Stop().Message(), StringComparison.Ordinal);
        Assert.False(bench.IsGateOpen);
        Assert.Equal(before, bench.Log.Head);

        bench.Disk.IsFull = false;
        bench.Recorder.UpdateMetrics();

        Assert.Equal(
            [
                "state_change error",
                "storage_failed the disk is full",
                "session_start 1",
                "state_change recording",
                "transcription one",
                "transcription two",
                "session_end 1",
                "state_change idle",
                "storage_restored 11",
                "state_change idle",
            ],
            bench.Log.LinesButMetrics(before));
    }

    [Fact]
    public void Toggle_stops_and_starts_as_if_nothing_were_wrong()
    {
        using var bench = RecorderBench.Recording();
        bench.Disk.IsFull = true;
        bench.TryRecord(1, "one");

        var stopped = bench.Recorder.Toggle();
        var started = bench.Recorder.Toggle();

        Assert.StartsWith("Recording stopped, but", stopped.Message(), StringComparison.Ordinal);
        Assert.Equal(new SessionId(1), stopped.Session);
        Assert.StartsWith("Recording started, but", started.Message(), StringComparison.Ordinal);
        Assert.Equal(new SessionId(2), started.Session);
        Assert.Equal(Phase.Recording, bench.Recorder.State.Phase);
        Assert.True(bench.IsGateOpen);
    }

    [Fact]
    public void What_interfaces_are_told_is_error_for_as_long_as_it_lasts()
    {
        using var bench = RecorderBench.Recording();
        Assert.Null(bench.Recorder.Outage);
        bench.Disk.IsFull = true;
        bench.Advance(3);
        var failedAt = bench.Time.GetUtcNow();

        bench.TryRecord(1, "one");

        Assert.Equal(Phase.Error, bench.Recorder.Phase);
        Assert.Equal(new(failedAt, Reason.Worded("the disk is full")), bench.Recorder.Outage);
        Assert.Same(bench.Recorder.Outage, bench.Outages.Current);

        bench.Disk.IsFull = false;
        bench.Advance(1);
        bench.Recorder.UpdateMetrics();

        Assert.Equal(Phase.Recording, bench.Recorder.Phase);
        Assert.Null(bench.Recorder.Outage);
        Assert.Null(bench.Outages.Current);
    }

    [Fact]
    public void Events_keep_the_times_at_which_they_happened()
    {
        using var bench = RecorderBench.Recording();
        var before = bench.Log.Head;
        bench.Disk.IsFull = true;
        bench.Advance(10);
        var said = bench.Time.GetUtcNow();
        bench.TryRecord(1, "one");
        bench.Advance(60);
        var restored = bench.Time.GetUtcNow();
        bench.Disk.IsFull = false;

        bench.Recorder.UpdateMetrics();

        var events = bench.Log.Events(before);
        Assert.Equal(said, events.OfType<StorageFailed>().Single().At);
        Assert.Equal(said, events.OfType<Transcription>().Single().At);
        Assert.Equal(restored, events.OfType<StorageRestored>().Single().At);
        Assert.Equal(60, events.OfType<StorageRestored>().Single().OutageS);
        Assert.Equal(events.Select(e => e.At).Order(), events.Select(e => e.At));
    }

    [Fact]
    public void Writing_is_tried_again_once_a_second_and_no_metrics_are_held_for_the_time()
    {
        using var bench = RecorderBench.Recording();
        bench.Disk.IsFull = true;
        bench.TryRecord(1, "one");

        for (var tick = 0; tick < 100; tick++)
        {
            bench.Advance(0.1);
            bench.Recorder.UpdateMetrics();
            bench.TryRecord(1, $"word {tick}");
        }

        Assert.InRange(bench.Disk.Failures, 10, 11);

        bench.Disk.IsFull = false;
        bench.Advance(1);
        bench.Recorder.UpdateMetrics();
        Assert.Equal(101, bench.Log.Texts().Length);
        Assert.Equal(101, bench.Log.Events().OfType<MetricsUpdate>().Last().Figures.Segments);
        Assert.InRange(bench.Log.Events().OfType<MetricsUpdate>().Count(), 1, 5);
    }

    [Fact]
    public void P1_Nobody_hears_of_the_outage_who_can_see_what_was_held()
    {
        using var bench = RecorderBench.Recording();
        bench.Disk.IsFull = true;
        bench.TryRecord(1, "one");
        bench.Disk.IsFull = false;
        bench.Advance(1);
        var toldDuringAppends = new List<bool>();
        bench.Disk.FailsNow = () =>
        {
            toldDuringAppends.Add(bench.Outages.Current is not null);
            return false;
        };

        bench.Recorder.UpdateMetrics();

        Assert.Equal([false], toldDuringAppends);
    }

    [Fact]
    public void Disk_that_fills_up_again_in_the_middle_loses_nothing_stores_nothing_twice_and_is_news()
    {
        using var bench = RecorderBench.Recording();
        var told = 0;
        bench.Outages.Begun += () => told++;
        bench.Disk.IsFull = true;
        var texts = Enumerable.Range(0, 20).Select(i => $"{i} {new string('x', 100_000)}").ToArray();
        foreach (var text in texts) bench.TryRecord(1, text);
        var first = bench.Recorder.Outage;
        var room = 3;
        bench.Disk.IsFull = false;
        bench.Disk.FailsNow = () => room-- <= 0;
        bench.Advance(1);

        bench.Recorder.UpdateMetrics();

        Assert.InRange(bench.Log.Texts().Length, 1, 19);
        Assert.Equal(texts[..bench.Log.Texts().Length], bench.Log.Texts());
        Assert.NotSame(first, bench.Recorder.Outage);
        Assert.Equal(2, told);

        bench.Disk.FailsNow = () => false;
        bench.Advance(1);
        bench.Recorder.UpdateMetrics();
        Assert.Equal(texts, bench.Log.Texts());
        Assert.Equal("state_change recording", bench.Log.LinesButMetrics()[^1]);
    }

    [Fact]
    public void Outage_that_just_goes_on_is_no_news_and_another_reason_is()
    {
        using var bench = RecorderBench.Recording();
        bench.Disk.IsFull = true;
        bench.TryRecord(1, "one");
        var first = bench.Recorder.Outage;
        bench.Advance(1);
        bench.Recorder.UpdateMetrics();
        Assert.Same(first, bench.Outages.Current);

        bench.Disk.Failure = "it is read-only";
        bench.Advance(1);
        bench.Recorder.UpdateMetrics();

        Assert.Equal(first! with { Reason = Reason.Worded("it is read-only") }, bench.Outages.Current);
    }
}
