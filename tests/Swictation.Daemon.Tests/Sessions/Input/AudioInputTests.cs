using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

public sealed class AudioInputTests
{
    [Fact]
    public async Task Segments_are_recorded_in_the_order_in_which_they_were_spoken()
    {
        await using var bench = new AudioBench();

        bench.Recorder.Start();
        bench.Source.Hear([.. Enumerable.Range(1, 50).SelectMany(sound => new[] { (short)sound, (short)0 })]);
        await bench.TextsAsync(50);

        Assert.Equal(Enumerable.Range(1, 50).Select(sound => $"said {sound}"), bench.Log.Texts());
    }

    [Fact]
    public async Task Source_is_not_read_while_nothing_is_recorded()
    {
        await using var bench = new AudioBench();
        bench.Source.Hear(1, 0);
        Assert.False(bench.Source.IsRead);

        bench.Recorder.Start();
        await bench.TextsAsync(1);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();

        Assert.False(bench.Source.IsRead);
        bench.Source.Hear(2, 0);
        Assert.Equal(2, bench.Source.FramesTaken);
    }

    [Fact]
    public async Task Silence_is_not_recorded_and_failure_is()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Recognise = sound => sound switch
        {
            1 => new TranscriptionResult.Silence(),
            2 => new TranscriptionResult.Failed("the model is broken"),
            _ => FakeTranscriber.Say(sound),
        };
        var before = bench.Log.Head;

        await bench.StartAndHearAsync(1, 0, 2, 2, 0, 3, 0);
        await bench.TextsAsync(1);

        Assert.Equal(
            [
                "session_start 1", "state_change recording", "segment_failed the model is broken",
                "audio_kept", "transcription said 3", "segment_measured",
            ],
            bench.Log.LinesButMetrics(before));
        var failed = bench.Log.Events().OfType<SegmentFailed>().Single();
        Assert.Equal((0.2, 0.2), (failed.StartS, failed.DurationS));
    }

    [Fact]
    public async Task Stop_ends_the_session_behind_the_sentence_that_was_being_spoken()
    {
        await using var bench = new AudioBench();
        await bench.StartAndHearAsync(1, 0, 2);

        var outcome = bench.Recorder.Stop();
        await bench.SessionEndsAsync();

        Assert.Equal(Phase.Processing, outcome.Phase);
        Assert.Equal(
            ["transcription said 2", "segment_measured", "segment_committed 10", "session_end 1", "state_change idle"],
            bench.Log.LinesButMetrics()[^5..]);
    }

    [Fact]
    public async Task Stop_returns_while_the_recogniser_is_still_at_work()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(1, 0, 2);

        bench.Recorder.Stop();
        await Eventually.IsTrueAsync(() => !bench.Source.IsRead, "listening has stopped");

        Assert.Equal(Phase.Processing, bench.Recorder.State.Phase);
        Assert.False(bench.Backlog.IsEmpty);

        bench.Transcriber.Release();
        await bench.SessionEndsAsync();

        Assert.Equal(["said 1", "said 2"], bench.Log.Texts());
        Assert.True(bench.Backlog.IsEmpty);
    }

    [Fact]
    public async Task Nothing_is_pending_before_a_session_and_something_is_while_it_listens()
    {
        await using var bench = new AudioBench();
        Assert.True(bench.Backlog.IsEmpty);

        await bench.StartAndHearAsync(0);
        Assert.False(bench.Backlog.IsEmpty);

        bench.Recorder.Stop();
        await bench.SessionEndsAsync();
        Assert.True(bench.Backlog.IsEmpty);
    }

    [Fact]
    public async Task Figures_say_where_and_how_long_it_was_spoken_and_what_it_took()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(0, 0, 0, 1, 1, 0);
        await Eventually.IsTrueAsync(() => bench.Transcriber.Calls == 1, "the recogniser has begun");

        bench.Time.Advance(TimeSpan.FromMilliseconds(250));
        bench.Transcriber.Release();
        await bench.TextsAsync(1);

        var said = bench.Log.Events().OfType<Transcription>().Single();
        var measured = bench.Log.Events().OfType<SegmentMeasured>().Single();
        Assert.Equal((0.3, 0.2), (measured.StartS, measured.DurationS));
        Assert.Equal((0, 250), (measured.WaitMs, measured.RecognitionMs));
        Assert.Equal((250, 600), (said.LatencyMs, said.WordsPerMinute));
    }

    [Fact]
    public async Task What_waits_for_the_recogniser_is_measured_as_waiting()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(1, 0, 2, 0);
        await Eventually.IsTrueAsync(() => bench.Transcriber.Calls == 1, "the recogniser has begun");

        bench.Time.Advance(TimeSpan.FromSeconds(2));
        bench.Transcriber.Release();
        await bench.TextsAsync(2);

        Assert.Equal([0, 2000], bench.Log.Events().OfType<SegmentMeasured>().Select(measured => measured.WaitMs));
    }

    [Fact]
    public async Task Disposing_disposes_the_source_and_the_recogniser()
    {
        var bench = new AudioBench();

        await bench.DisposeAsync();

        Assert.True(bench.Source.IsDisposed);
        Assert.True(bench.Transcriber.IsDisposed);
    }
}
