using System.Text;
using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Tests.Sessions.Recording;

public sealed class MetricsTests
{
    [Fact]
    public void Open_session_has_metrics_once_a_second()
    {
        using var bench = RecorderBench.Recording();
        var before = bench.Log.Head;

        Tick(bench, seconds: 5);

        Assert.Equal(Enumerable.Repeat("metrics_update recording", 5), bench.Log.Lines(before));
    }

    [Fact]
    public void Session_that_is_still_transcribed_has_metrics_once_a_second()
    {
        using var bench = RecorderBench.Processing();
        var before = bench.Log.Head;

        Tick(bench, seconds: 3);

        Assert.Equal(Enumerable.Repeat("metrics_update processing", 3), bench.Log.Lines(before));
    }

    [Fact]
    public void Load_is_that_of_idleness_within_two_seconds_of_the_end_of_a_session()
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Stop();
        var before = bench.Log.Head;

        Tick(bench, seconds: 2);
        Assert.Equal(["metrics_update idle"], bench.Log.Lines(before));

        Tick(bench, seconds: 57);
        Assert.Equal(["metrics_update idle"], bench.Log.Lines(before));
    }

    [Fact]
    public void Duration_stands_still_from_the_stop_on_while_speech_is_still_being_transcribed()
    {
        using var bench = RecorderBench.Processing();
        var (before, stoppedAt) = (bench.Log.Head, bench.Time.GetUtcNow());
        var durationS = LastMetrics(bench).Figures.DurationS;

        Tick(bench, seconds: 5);
        bench.Backlog.IsEmpty = true;
        bench.Recorder.Complete(new(1));

        var events = bench.Log.Events(before);
        Assert.All(events.OfType<MetricsUpdate>(), told => Assert.Equal(durationS, told.Figures.DurationS));
        Assert.Equal(stoppedAt, Assert.Single(events.OfType<SessionEnd>()).At);
    }

    [Fact]
    public void Idle_daemon_has_metrics_every_quarter_of_an_hour()
    {
        using var bench = RecorderBench.Idle();
        Tick(bench, seconds: 1.5);
        var before = bench.Log.Head;

        Tick(bench, seconds: 899.9);
        Assert.Equal(before, bench.Log.Head);

        Tick(bench, seconds: 900.1);
        Assert.Equal(["metrics_update idle", "metrics_update idle"], bench.Log.Lines(before));
    }

    [Fact]
    public void Transcription_brings_metrics_in_its_own_commit()
    {
        using var bench = RecorderBench.Recording();
        bench.Advance(0.1);
        var before = bench.Log.Head;

        bench.TryRecord(1, "hello");

        Assert.Equal(["transcription hello", "metrics_update recording"], bench.Log.Lines(before));
    }

    [Fact]
    public void Transcriptions_within_a_tenth_of_a_second_share_metrics_which_count_them_all()
    {
        using var bench = RecorderBench.Recording();
        bench.Advance(0.1);
        var before = bench.Log.Head;

        for (var i = 0; i < 10; i++)
        {
            bench.TryRecord(1, "two words");
            bench.Recorder.UpdateMetrics();
            bench.Advance(0.01);
        }

        bench.Recorder.UpdateMetrics();

        var metrics = bench.Log.Events(before).OfType<MetricsUpdate>().ToList();
        Assert.Equal([1, 10], metrics.Select(update => update.Figures.Segments));
        Assert.Equal([2, 20], metrics.Select(update => update.Figures.Words));
    }

    [Fact]
    public void Metrics_that_say_nothing_new_wait_for_their_second()
    {
        using var bench = RecorderBench.Recording();
        bench.Advance(0.1);
        bench.TryRecord(1, "hello");
        var before = bench.Log.Head;

        Tick(bench, seconds: 0.9);

        Assert.Equal(before, bench.Log.Head);
    }

    [Fact]
    public void Text_has_no_rate_because_nobody_knows_how_long_it_took_to_speak_it()
    {
        using var bench = RecorderBench.Recording();
        bench.Advance(30);

        bench.TryRecord(1, "one two three", "four");

        var figures = new SessionFigures(Segments: 2, Words: 4, WordsPerMinute: 0, DurationS: 30, LatencyMs: 0);
        Assert.Equal(figures, LastMetrics(bench).Figures);
        Assert.Equal([0, 0], Transcriptions(bench).Select(said => said.WordsPerMinute));
    }

    [Fact]
    public void Rate_of_speech_is_over_the_time_in_which_it_was_spoken()
    {
        using var bench = RecorderBench.Recording();
        bench.Advance(60);

        RecordSpeech(bench, "one two three four", spokenS: 2);
        RecordSpeech(bench, "one two", spokenS: 2);
        bench.Advance(1);
        bench.Recorder.UpdateMetrics();

        Assert.Equal([120, 60], Transcriptions(bench).Select(said => said.WordsPerMinute));
        Assert.Equal(90, LastMetrics(bench).Figures.WordsPerMinute);
    }

    [Fact]
    public void Latency_is_from_the_end_of_the_speech_to_the_append()
    {
        using var bench = RecorderBench.Recording();
        var endedAt = bench.Time.GetTimestamp();
        bench.Advance(0.4321);

        bench.Recorder.TryRecord(new(1), [new RecognisedSegment("hello", endedAt)]);

        Assert.Equal(432.1, Transcriptions(bench).Single().LatencyMs);
        Assert.Equal(432.1, LastMetrics(bench).Figures.LatencyMs);
    }

    [Fact]
    public void Measurement_stands_directly_behind_its_transcription()
    {
        using var bench = RecorderBench.Recording();
        var before = bench.Log.Head;
        var times = new SegmentTimes(
            TimeSpan.FromSeconds(3.25),
            TimeSpan.FromSeconds(1.5),
            TimeSpan.FromMilliseconds(20),
            TimeSpan.FromMilliseconds(80.04));

        bench.Recorder.TryRecord(
            new(1), [new("one", 0, times), new("two", 0), new("three", 0, times)]);

        Assert.Equal(
            ["transcription one", "segment_measured", "transcription two", "transcription three", "segment_measured"],
            bench.Log.LinesButMetrics(before));
        Assert.Equal(
            new SegmentMeasured(new(1), bench.Time.GetUtcNow(), 3.25, 1.5, 20, 80),
            bench.Log.Events(before)[1]);
    }

    [Fact]
    public void Confidence_stands_beside_the_transcription_and_not_in_it()
    {
        using var bench = RecorderBench.Recording();
        var before = bench.Log.Head;
        var times = new SegmentTimes(default, TimeSpan.FromSeconds(1), default, default);
        var confidence = new Confidence(0.75, [0.5, 1]);

        bench.Recorder.TryRecord(new(1), [new("not ill", bench.Time.GetTimestamp(), times, Confidence: confidence)]);

        Assert.Equal(confidence, ((SegmentMeasured)bench.Log.Events(before)[1]).Confidence);
        Assert.DoesNotContain(
            "confidence", Encoding.UTF8.GetString(bench.Log.ReadAfter(before)[0].Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_after_the_end_are_those_of_the_session_that_has_ended()
    {
        using var bench = RecorderBench.Recording();
        bench.Advance(10);
        bench.TryRecord(1, "one two");
        bench.Recorder.Stop();

        bench.Advance(60);
        bench.Recorder.UpdateMetrics();

        var metrics = LastMetrics(bench);
        Assert.Null(metrics.Session);
        Assert.Equal(new(Segments: 1, Words: 2, WordsPerMinute: 0, DurationS: 10, LatencyMs: 0), metrics.Figures);
        Assert.Equal(SteadyLoad.Load, metrics.Load);
    }

    private static void Tick(RecorderBench bench, double seconds)
    {
        for (var tick = 0; tick < (int)Math.Round(seconds * 10); tick++)
        {
            bench.Advance(0.1);
            bench.Recorder.UpdateMetrics();
        }
    }

    private static void RecordSpeech(RecorderBench bench, string text, double spokenS) =>
        bench.Recorder.TryRecord(
            new(1),
            [new(text, bench.Time.GetTimestamp(), new(default, TimeSpan.FromSeconds(spokenS), default, default))]);

    private static MetricsUpdate LastMetrics(RecorderBench bench) =>
        bench.Log.Events().OfType<MetricsUpdate>().Last();

    private static IEnumerable<Transcription> Transcriptions(RecorderBench bench) =>
        bench.Log.Events().OfType<Transcription>();
}
