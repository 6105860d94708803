using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;
using Swictation.Domain.State;

namespace Swictation.Daemon.Tests.Sessions.Recovery;

/// <summary>What the recogniser has failed on is tried again.</summary>
public sealed class FailedSegmentTests : IAsyncDisposable
{
    private static readonly SessionId One = new(1);

    private readonly RecoveryBench _bench = new();
    private readonly DateTimeOffset _start;

    public FailedSegmentTests()
    {
        _start = _bench.Time.GetUtcNow();
        _bench.Has(new SessionStart(One, _start), new SessionEnd(One, _start.AddSeconds(9)));
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task It_is_tried_again_after_5_and_30_seconds_and_3_minutes_and_then_left_for_who_asks()
    {
        _bench.Transcriber.Recognise = _ => new TranscriptionResult.Failed("out of memory");
        _bench.ComeUp();
        await _bench.RunUntilCaughtUpAsync();
        var keptAt = _bench.Time.GetUtcNow();
        _bench.Failed.TryAgain(Keep());

        await _bench.AdvanceUntilAsync(() => Failures().Count == 3, "it was tried three times");
        _bench.Time.Advance(TimeSpan.FromMinutes(30));
        await _bench.CatchUpAsync();

        var tried = Failures().ConvertAll(failure => failure.At);
        Assert.Equal(3, tried.Count);
        Assert.True(tried[0] - keptAt >= TimeSpan.FromSeconds(5));
        Assert.True(tried[1] - tried[0] >= TimeSpan.FromSeconds(30));
        Assert.True(tried[2] - tried[1] >= TimeSpan.FromMinutes(3));
        var path = Assert.Single(_bench.Store.FindFailed()).Path;
        Assert.Contains(_bench.Logger.Lines, line =>
            line.Text.Contains(path, StringComparison.Ordinal) && line.Text.Contains("swictation-replay retry 1"));
    }

    [Fact]
    public async Task What_succeeds_at_last_stands_in_its_session_with_its_own_times()
    {
        _bench.ComeUp();
        await _bench.RunUntilCaughtUpAsync();
        Keep();

        Assert.Equal(1, _bench.Late.Retry(One));
        Assert.Equal(0, _bench.Late.Retry(new(2)));
        await _bench.CatchUpAsync();

        var said = _bench.Log.Events().OfType<Transcription>().Single();
        Assert.Equal((One, "said 7", _start.AddSeconds(4)), (said.Session, said.Text, said.At));
        var measured = _bench.Log.Events().OfType<SegmentMeasured>().Single();
        Assert.Equal((3.5, 0.5), (measured.StartS, measured.DurationS));
        Assert.Equal(56_000, measured.WaitMs);
        Assert.Empty(_bench.Store.FindFailed());
    }

    [Fact]
    public async Task Next_daemon_tries_once_what_was_left_and_no_more()
    {
        Keep();
        _bench.Transcriber.Recognise = _ => new TranscriptionResult.Failed("out of memory");
        _bench.ComeUp();

        await _bench.RunUntilCaughtUpAsync();
        _bench.Time.Advance(TimeSpan.FromMinutes(30));
        await _bench.CatchUpAsync();

        Assert.Equal(1, _bench.Transcriber.Calls);

        Assert.Single(_bench.Store.FindFailed());
    }

    [Fact]
    public async Task What_was_committed_just_before_a_crash_is_not_transcribed_twice()
    {
        Keep();
        _bench.Has(
            new Transcription(One, _start.AddSeconds(4), "said 7", 1, 1, 2),
            new SegmentMeasured(One, _start.AddSeconds(4), 3.5, 0.5, 0, 0));
        _bench.ComeUp();

        await _bench.RunUntilCaughtUpAsync();

        Assert.Equal(0, _bench.Transcriber.Calls);
        Assert.Empty(_bench.Store.FindFailed());
    }

    [Fact]
    public async Task What_turns_out_to_have_no_words_is_said_and_not_tried_any_more()
    {
        _bench.ComeUp();
        await _bench.RunUntilCaughtUpAsync();
        Keep();
        _bench.Transcriber.Recognise = _ => new TranscriptionResult.Silence();

        _bench.Late.Retry(One);
        await _bench.CatchUpAsync();

        Assert.Equal((3.5, 0.5), _bench.Log.Events().OfType<SegmentSilent>().Select(e => (e.StartS, e.DurationS))
            .Single());
        Assert.Empty(_bench.Store.FindFailed());
    }

    [Fact]
    public async Task What_had_no_words_just_before_a_crash_is_not_tried_again()
    {
        Keep();
        _bench.Has(new SegmentSilent(One, _start.AddSeconds(4), 3.5, 0.5));
        _bench.ComeUp();

        await _bench.RunUntilCaughtUpAsync();

        Assert.Equal(0, _bench.Transcriber.Calls);
        Assert.Empty(_bench.Store.FindFailed());
    }

    [Fact]
    public async Task What_failed_after_it_was_text_is_tried_again_until_the_log_says_so()
    {
        var kept = Keep();
        _bench.Has(
            new SegmentMeasured(One, _start.AddSeconds(4), 3.5, 0.5, 0, 0),
            new SegmentFailed(One, _start.AddSeconds(4), 3.5, 0.5, "out of memory"),
            new AudioKept(One, _start.AddSeconds(4), 3.5, 0.5, kept.Name));
        _bench.ComeUp();

        await _bench.RunUntilCaughtUpAsync();

        Assert.Empty(SegmentsWithoutText.Of(_bench.Log.Events()).All);
        Assert.Empty(_bench.Store.FindFailed());
    }

    [Fact]
    public async Task Full_disk_does_not_lose_the_text_or_its_audio()
    {
        _bench.ComeUp();
        await _bench.RunUntilCaughtUpAsync();
        Keep();
        _bench.Disk.IsFull = true;
        _bench.Late.Retry(One);
        await _bench.CatchUpAsync();
        Assert.Equal(1, _bench.Disk.Failures);
        Assert.Single(_bench.Store.FindFailed());

        _bench.Disk.IsFull = false;
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        _bench.Recorder.UpdateMetrics();

        // The next start finds the audio, and that its text is in the log by now.
        Assert.Equal(["said 7"], _bench.Log.Texts());
        Assert.Single(_bench.Store.FindFailed());
    }

    private List<SegmentFailed> Failures() => [.. _bench.Log.Events().OfType<SegmentFailed>()];

    // Half a second of speech that ended 4 s after the start of the session.
    private StoredAudio Keep()
    {
        var samples = new short[8_000];
        Array.Fill(samples, (short)7);
        return _bench.Store.KeepFailed(One, 56_000, _start.AddSeconds(4), new(samples, 56_000, 8_000, 0));
    }
}
