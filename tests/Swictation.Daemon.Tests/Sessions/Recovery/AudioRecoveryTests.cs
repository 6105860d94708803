using Microsoft.Extensions.Logging;
using Swictation.Daemon.Sessions.Recovery;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Tests.Sessions.Recovery;

/// <summary>What a killed daemon had heard and not transcribed is transcribed by the next one.</summary>
public sealed class AudioRecoveryTests : IAsyncDisposable
{
    private static readonly SessionId One = new(1);

    private readonly RecoveryBench _bench = new();

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Speech_is_transcribed_before_its_session_is_closed_and_has_its_own_times()
    {
        var start = _bench.Time.GetUtcNow();
        _bench.Has(new SessionStart(One, start), new StateChange(One, start, Phase.Recording));
        _bench.Heard(1, from: 0, 0, 0, 7, 7, 7, 0, 0, 8);
        _bench.ComeUp();
        var before = _bench.Log.Head - 3;

        await _bench.RunUntilCaughtUpAsync();

        Assert.Equal(
            [
                "session_recovered 1 closed", "state_change processing", "transcription said 7", "segment_measured",
                "transcription said 8", "segment_measured", "session_end 1 recovered", "state_change idle",
            ],
            _bench.Log.LinesButMetrics(before));
        var said = _bench.Log.Events().OfType<Transcription>().ToList();
        Assert.Equal([start.AddSeconds(0.5), start.AddSeconds(0.8)], said.Select(segment => segment.At));
        Assert.Equal(
            [(0.2, 0.3), (0.7, 0.1)],
            _bench.Log.Events().OfType<SegmentMeasured>().Select(measured => (measured.StartS, measured.DurationS)));
        // The speech was heard after the last event that the killed daemon had time for.
        Assert.Equal(start.AddSeconds(0.8), _bench.Log.Events().OfType<SessionEnd>().Single().At);
        Assert.Empty(_bench.Store.FindUnfinished());
    }

    [Fact]
    public async Task Recent_session_goes_on_at_once_and_gets_what_it_lacks()
    {
        var start = _bench.Time.GetUtcNow();
        _bench.Has(new SessionStart(One, start), new StateChange(One, start, Phase.Recording));
        _bench.Heard(1, from: 0, 7, 7, 0);

        _bench.ComeUp(after: 1);
        Assert.Equal(Phase.Recording, _bench.Recorder.State.Phase);
        await _bench.RunUntilCaughtUpAsync();

        Assert.Equal(["said 7"], _bench.Log.Texts());
        Assert.Equal((Phase.Recording, 1), (_bench.Recorder.State.Phase, _bench.Recorder.State.Segments));
    }

    [Fact]
    public async Task What_the_log_has_already_is_not_transcribed_again()
    {
        var start = _bench.Time.GetUtcNow();
        _bench.Has(
            new SessionStart(One, start),
            new Transcription(One, start, "said 7", 1, 1, 2),
            new SegmentMeasured(One, start, 0.1, 0.2, 0, 0));
        _bench.Heard(1, from: 0, 0, 7, 7, 0, 8, 0);
        _bench.ComeUp();

        await _bench.RunUntilCaughtUpAsync();

        Assert.Equal(["said 7", "said 8"], _bench.Log.Texts());
        Assert.Equal(new(TimeSpan.FromSeconds(0.3), 1, TimeSpan.Zero), _bench.Late.Recovered);
    }

    [Theory]
    [InlineData(1457, 0.091)]
    [InlineData(1097, 0.069)]
    [InlineData(1120, 0.07)]
    public async Task Speech_with_which_a_recording_begins_is_not_transcribed_again(long position, double startS)
    {
        var start = _bench.Time.GetUtcNow();
        _bench.Has(
            new SessionStart(One, start),
            new Transcription(One, start, "said 7", 1, 1, 2),
            // To this segmenter a single sample at its end would be speech.
            new SegmentMeasured(One, start, startS, 0.201, 0, 0));
        _bench.HeardAt(1, position, 7, 7, 0, 8, 0);
        _bench.ComeUp();

        await _bench.RunUntilCaughtUpAsync();

        Assert.Equal(["said 7", "said 8"], _bench.Log.Texts());
    }

    [Fact]
    public async Task Stop_before_all_is_done_says_what_is_left_and_the_next_start_goes_on_with_it()
    {
        var start = _bench.Time.GetUtcNow();
        _bench.Has(new SessionStart(One, start), new SessionEnd(One, start.AddSeconds(1)));
        _bench.Heard(1, from: 0, 7, 7, 0, 8, 0);
        _bench.Transcriber.Hold();
        _bench.ComeUp();

        await _bench.RunUntilAsync(() => _bench.Transcriber.Calls == 1, "it is being transcribed");

        Assert.Contains(_bench.Logger.Lines, line =>
            line.Level == LogLevel.Warning && line.Text.Contains("0.5 s wait for the next start"));
        Assert.Single(_bench.Store.FindUnfinished());
    }

    [Fact]
    public async Task What_is_done_and_what_is_left_add_up_at_any_moment()
    {
        var start = _bench.Time.GetUtcNow();
        _bench.Has(new SessionStart(One, start), new SessionEnd(One, start.AddSeconds(1)));
        _bench.Heard(1, from: 0, 7, 7, 0, 8, 0);
        _bench.Heard(1, from: 9, 9, 0);
        List<RecoveryFigures> seen = [];
        _bench.Transcriber.Recognise = sound =>
        {
            seen.Add(_bench.Late.Recovered);
            return sound == 8
                ? new TranscriptionResult.Failed("out of memory")
                : new TranscriptionResult.Text("said");
        };
        _bench.ComeUp();

        await _bench.RunUntilCaughtUpAsync();

        Assert.Equal(
            [
                new(TimeSpan.Zero, 0, TimeSpan.FromSeconds(0.7)),
                new(TimeSpan.FromSeconds(0.2), 1, TimeSpan.FromSeconds(0.5)),
                new(TimeSpan.FromSeconds(0.5), 1, TimeSpan.FromSeconds(0.2), Failed: 1),
            ],
            seen.Take(3));
        Assert.Equal(new(TimeSpan.FromSeconds(0.7), 2, TimeSpan.Zero, Failed: 1), _bench.Late.Recovered);
    }

    [Fact]
    public async Task Daemon_that_is_told_to_start_meanwhile_closes_the_old_session_first_and_loses_nothing_of_it()
    {
        var start = _bench.Time.GetUtcNow();
        _bench.Has(new SessionStart(One, start), new StateChange(One, start.AddSeconds(3), Phase.Recording));
        _bench.Heard(1, from: 0, 7, 0);
        _bench.ComeUp();

        var outcome = _bench.Recorder.Start();
        await _bench.RunUntilCaughtUpAsync();

        Assert.Equal(("Recording started", new SessionId(2)), (outcome.Message(), outcome.Session!.Value));
        Assert.Equal(start.AddSeconds(3), _bench.Log.Events().OfType<SessionEnd>().Single().At);
        Assert.Equal(One, _bench.Log.Events().OfType<Transcription>().Single().Session);
        Assert.Equal((Phase.Recording, 0), (_bench.Recorder.State.Phase, _bench.Recorder.State.Segments));
    }

    [Fact]
    public async Task Session_that_was_closed_without_its_audio_still_gets_it()
    {
        var start = _bench.Time.GetUtcNow();
        _bench.Has(
            new SessionStart(One, start),
            new SessionEnd(One, start.AddSeconds(1)),
            new StateChange(null, start.AddSeconds(1), Phase.Idle));
        _bench.Heard(1, from: 0, 7, 0);
        _bench.ComeUp();

        await _bench.RunUntilCaughtUpAsync();

        Assert.Equal(["said 7"], _bench.Log.Texts());
        Assert.Equal(Phase.Idle, _bench.Recorder.State.Phase);
    }

    [Fact]
    public async Task Two_recordings_of_one_session_are_not_taken_for_one()
    {
        _bench.Has(new SessionStart(One, _bench.Time.GetUtcNow()));
        _bench.Heard(1, from: 0, 7, 7);
        _bench.Heard(1, from: 5, 8, 8);
        _bench.ComeUp();

        await _bench.RunUntilCaughtUpAsync();

        Assert.Equal(["said 7", "said 8"], _bench.Log.Texts());
        Assert.Equal([0, 0.5], _bench.Log.Events().OfType<SegmentMeasured>().Select(measured => measured.StartS));
    }

    [Fact]
    public async Task Audio_of_a_session_that_the_log_does_not_have_is_set_aside_and_told()
    {
        _bench.Heard(9, from: 0, 7, 7, 0);
        _bench.ComeUp();

        await _bench.RunUntilCaughtUpAsync();

        Assert.Empty(_bench.Log.Texts());
        var (level, text) = Assert.Single(_bench.Logger.Lines, line => line.Text.Contains("no session 9"));
        Assert.Equal(LogLevel.Warning, level);
        var moved = Directory.GetFiles(Path.Combine(_bench.Store.Place, "orphaned")).Single();
        Assert.Contains(moved, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segment_that_fails_does_not_keep_its_session_open_and_is_tried_again()
    {
        _bench.Has(new SessionStart(One, _bench.Time.GetUtcNow()));
        _bench.Heard(1, from: 0, 7, 0, 8, 0);
        _bench.Transcriber.Recognise = sound =>
            sound == 7 ? new TranscriptionResult.Failed("out of memory") : FakeTranscriber.Say(sound);
        _bench.ComeUp();
        var before = _bench.Log.Head;

        await _bench.RunUntilCaughtUpAsync();

        Assert.Equal(
            [
                "segment_failed out of memory", "audio_kept", "transcription said 8", "segment_measured",
                "session_end 1 recovered", "state_change idle",
            ],
            _bench.Log.LinesButMetrics(before));
        Assert.Single(_bench.Store.FindFailed());
        Assert.Empty(_bench.Store.FindUnfinished());

        _bench.Transcriber.Recognise = FakeTranscriber.Say;
        await _bench.AdvanceUntilAsync(() => _bench.Log.Texts().Length == 2, "it is tried again");

        Assert.Equal(["said 8", "said 7"], _bench.Log.Texts());
        Assert.Empty(_bench.Store.FindFailed());
    }

    [Fact]
    public async Task Silence_leaves_nothing_behind()
    {
        _bench.Has(new SessionStart(One, _bench.Time.GetUtcNow()));
        _bench.Heard(1, from: 0, 0, 7, 0);
        _bench.Transcriber.Recognise = _ => new TranscriptionResult.Silence();
        _bench.ComeUp();

        await _bench.RunUntilCaughtUpAsync();

        Assert.Empty(_bench.Log.Texts());
        Assert.Empty(_bench.Store.FindUnfinished());
    }
}
