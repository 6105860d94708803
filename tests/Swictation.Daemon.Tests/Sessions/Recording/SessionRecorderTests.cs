using Swictation.Daemon.Sessions.Recording;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Decisions;
using Swictation.Domain.Events;

namespace Swictation.Daemon.Tests.Sessions.Recording;

public sealed class SessionRecorderTests
{
    [Fact]
    public void First_daemon_on_a_log_says_that_it_is_idle()
    {
        using var bench = RecorderBench.Idle();

        Assert.Equal(["state_change idle", "metrics_update idle"], bench.Log.Lines());
        Assert.False(bench.IsGateOpen);
    }

    [Fact]
    public void Start_records_the_session_then_the_state_and_opens_the_gate()
    {
        using var bench = RecorderBench.Idle();
        var before = bench.Log.Head;

        var outcome = bench.Recorder.Start();

        Assert.Equal(
            ["session_start 1", "state_change recording", "metrics_update recording"], bench.Log.Lines(before));
        Assert.Equal(new(CommandAnswer.Started, Phase.Recording, new SessionId(1), bench.Log.Head), outcome);
        Assert.True(bench.IsGateOpen);
    }

    [Fact]
    public void Stop_with_nothing_left_ends_the_session_at_once()
    {
        using var bench = RecorderBench.Recording();
        var before = bench.Log.Head;

        var outcome = bench.Recorder.Stop();

        Assert.Equal(
            ["metrics_update recording", "session_end 1", "state_change idle", "metrics_update idle"],
            bench.Log.Lines(before));
        Assert.Equal(new(CommandAnswer.Stopped, Phase.Idle, new SessionId(1), bench.Log.Head), outcome);
        Assert.False(bench.IsGateOpen);
    }

    [Fact]
    public void Stop_with_a_backlog_ends_the_session_only_when_that_is_done()
    {
        using var bench = RecorderBench.Recording();
        bench.Backlog.IsEmpty = false;
        var before = bench.Log.Head;

        var outcome = bench.Recorder.Stop();

        Assert.Equal(new(CommandAnswer.Stopped, Phase.Processing, new SessionId(1), bench.Log.Head), outcome);
        Assert.Equal(["state_change processing", "metrics_update processing"], bench.Log.Lines(before));
        Assert.False(bench.IsGateOpen);

        before = bench.Log.Head;
        bench.Backlog.IsEmpty = true;
        bench.Recorder.Complete(new(1));

        Assert.Equal(
            ["metrics_update processing", "session_end 1", "state_change idle", "metrics_update idle"],
            bench.Log.Lines(before));
    }

    [Fact]
    public void What_is_transcribed_after_the_stop_stands_before_the_end()
    {
        using var bench = RecorderBench.Processing();
        var before = bench.Log.Head;

        bench.TryRecord(1, "the last words");
        bench.Backlog.IsEmpty = true;
        bench.Recorder.Complete(new(1));

        Assert.Equal(
            ["transcription the last words", "session_end 1", "state_change idle"],
            bench.Log.LinesButMetrics(before));
    }

    [Fact]
    public void Start_while_recording_and_stop_while_idle_say_so_and_record_nothing()
    {
        using var bench = RecorderBench.Idle();
        var before = bench.Log.Head;

        var stopped = bench.Recorder.Stop();

        Assert.Equal(new(CommandAnswer.NotRecording, Phase.Idle, null, before), stopped);

        bench.Recorder.Start();
        before = bench.Log.Head;
        var started = bench.Recorder.Start();

        Assert.Equal(new(CommandAnswer.AlreadyRecording, Phase.Recording, new SessionId(1), before), started);
        Assert.Equal(before, bench.Log.Head);
    }

    [Fact]
    public void Second_stop_of_a_session_that_is_being_transcribed_says_so_and_records_nothing()
    {
        using var bench = RecorderBench.Processing();
        var before = bench.Log.Head;

        var outcome = bench.Recorder.Stop();

        var expected = new RecordingOutcome(
            CommandAnswer.AlreadyStopped, Phase.Processing, new SessionId(1), before);
        Assert.Equal(expected, outcome);
        Assert.Equal(before, bench.Log.Head);
    }

    [Fact]
    public void Toggle_starts_what_is_stopped_and_stops_what_is_started()
    {
        using var bench = RecorderBench.Idle();

        Assert.Equal("Recording started", bench.Recorder.Toggle().Message());
        Assert.Equal("Recording stopped", bench.Recorder.Toggle().Message());
        Assert.Equal("Recording started", bench.Recorder.Toggle().Message());

        bench.Backlog.IsEmpty = false;
        Assert.Equal("Recording stopped", bench.Recorder.Toggle().Message());
        Assert.Equal("Recording continued", bench.Recorder.Toggle().Message());
    }

    [Fact]
    public void Sessions_are_counted_one_after_the_other()
    {
        using var bench = RecorderBench.Idle();

        for (var session = 1; session <= 3; session++)
        {
            Assert.Equal(new SessionId(session), bench.Recorder.Start().Session);
            Assert.Equal(new SessionId(session), bench.Recorder.Stop().Session);
        }
    }

    [Fact]
    public void Segments_of_a_session_that_is_over_are_refused()
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Stop();
        bench.Recorder.Start();
        var before = bench.Log.Head;

        Assert.False(bench.TryRecord(1, "too late"));
        bench.Recorder.RecordFailure(new(1), new(TimeSpan.Zero, TimeSpan.FromSeconds(1), "too late"));

        Assert.Equal(before, bench.Log.Head);
        Assert.True(bench.TryRecord(2, "in time"));
    }

    [Fact]
    public void Failure_of_the_recogniser_is_recorded_and_the_session_goes_on()
    {
        using var bench = RecorderBench.Recording();
        var before = bench.Log.Head;

        bench.Recorder.RecordFailure(
            new(1), new(TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(1.25), "out of memory"));

        var expected = new SegmentFailed(new(1), bench.Time.GetUtcNow(), 2.5, 1.25, "out of memory");
        Assert.Equal([expected], bench.Log.Events(before));
        Assert.Equal(Phase.Recording, bench.Recorder.State.Phase);
    }

    [Fact]
    public void What_is_said_late_counts_in_its_own_session_only()
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Stop();
        bench.Recorder.Start();
        var spokenAt = bench.Time.GetUtcNow();
        bench.Advance(30);
        var before = bench.Log.Head;

        bench.Recorder.RecordLate(new(1), Late("two words", spokenAt));
        Assert.Equal(0, bench.Recorder.State.Segments);
        bench.Recorder.RecordLate(new(2), Late("and three words", spokenAt));

        Assert.Equal((1, 3), (bench.Recorder.State.Segments, bench.Recorder.State.Words));
        var said = bench.Log.Events(before).OfType<Transcription>().ToList();
        Assert.Equal([new SessionId(1), new(2)], said.Select(segment => segment.Session));
        // Words over the 2 s that it took to speak them; the latency is what the recogniser took.
        Assert.Equal((spokenAt, 60, 400), (said[0].At, said[0].WordsPerMinute, said[0].LatencyMs));
    }

    [Fact]
    public void Nothing_is_said_in_the_future()
    {
        using var bench = RecorderBench.Recording();

        bench.Recorder.RecordLate(new(1), Late("one", bench.Time.GetUtcNow().AddHours(1)));

        Assert.Equal(bench.Time.GetUtcNow(), bench.Log.Events().OfType<Transcription>().Single().At);
    }

    [Fact]
    public void Late_failure_is_recorded_also_in_a_session_that_is_over()
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.Stop();
        var before = bench.Log.Head;

        bench.Recorder.RecordLateFailure(new(1), new(TimeSpan.Zero, TimeSpan.FromSeconds(1), "no", "1-0-0.wav"));

        Assert.Equal(["segment_failed no", "audio_kept"], bench.Log.Lines(before));
    }

    [Fact]
    public void Late_failure_has_the_time_at_which_the_speech_was_said_and_the_session_that_of_its_last_event()
    {
        using var bench = RecorderBench.Recording();
        var spokenAt = bench.Time.GetUtcNow();
        bench.Advance(60);
        bench.TryRecord(1, "and so on");
        var (before, lastEventAt) = (bench.Log.Head, bench.Recorder.State.LastEventAt);

        bench.Recorder.RecordLateFailure(
            new(1), new(TimeSpan.Zero, TimeSpan.FromSeconds(1), "no", "1-0-0.wav", spokenAt));

        Assert.All(bench.Log.Events(before), recorded => Assert.Equal(spokenAt, recorded.At));
        Assert.Equal(lastEventAt, bench.Recorder.State.LastEventAt);
    }

    [Fact]
    public void What_the_recogniser_failed_on_is_told_with_the_outcome_until_it_is_text()
    {
        using var bench = RecorderBench.Recording();
        bench.Recorder.RecordFailure(new(1), new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1), "no"));
        bench.Recorder.RecordFailure(new(1), new(TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(1), "no"));

        Assert.Equal(2, bench.Recorder.Pause().WithoutText);
        bench.Recorder.RecordLateSilence(new(1), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(1));
        Assert.Equal(1, bench.Recorder.Resume().WithoutText);
        Assert.Equal(1, bench.Recorder.Stop().WithoutText);
        Assert.Equal(0, bench.Recorder.Start().WithoutText);
        Assert.Equal(2, bench.Recorder.Stages.Failures);
    }

    private static LateText Late(string text, DateTimeOffset spokenAt) => new(
        text,
        spokenAt,
        new(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(28), TimeSpan.FromSeconds(0.4)));
}
