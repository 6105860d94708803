using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

/// <summary>What is in flight when a session is cancelled.</summary>
public sealed class CancelledAudioTests
{
    [Fact]
    public async Task What_waits_is_not_transcribed_and_leaves_no_audio()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(1, 0, 2, 0, 3);
        await Eventually.IsTrueAsync(() => bench.Transcriber.Calls == 1, "the recogniser has begun");

        bench.Recorder.Cancel();
        await Eventually.IsTrueAsync(() => !bench.Source.IsRead, "listening has stopped");
        bench.Transcriber.Release();
        await Eventually.IsTrueAsync(() => bench.Backlog.IsEmpty, "all that was heard has come through");

        Assert.Equal(1, bench.Transcriber.Calls);
        Assert.Empty(bench.Log.Texts());
        Assert.Empty(bench.Store.FindUnfinished());
    }

    [Fact]
    public async Task Next_session_is_transcribed_although_something_of_the_cancelled_one_still_waits()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(1, 0, 2, 0);
        await Eventually.IsTrueAsync(() => bench.Transcriber.Calls == 1, "the recogniser has begun");

        bench.Recorder.Cancel();
        await Eventually.IsTrueAsync(() => !bench.Source.IsRead, "listening has stopped");
        await bench.StartAndHearAsync(3, 0);
        bench.Transcriber.Release();
        await bench.TextsAsync(1);

        Assert.Equal(["said 3"], bench.Log.Texts());
        Assert.Equal(new SessionId(2), bench.Log.Events().OfType<Transcription>().Single().Session);
    }

    [Fact]
    public async Task Segment_that_fails_after_the_end_is_not_kept()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Recognise = _ => new TranscriptionResult.Failed("the model is broken");
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(1, 0);
        await Eventually.IsTrueAsync(() => bench.Transcriber.Calls == 1, "the recogniser has begun");

        bench.Recorder.Cancel();
        bench.Transcriber.Release();
        await Eventually.IsTrueAsync(() => bench.Backlog.IsEmpty, "all that was heard has come through");

        Assert.Empty(bench.Store.FindFailed());
        Assert.Empty(bench.Store.FindUnfinished());
        Assert.Empty(bench.Log.Events().OfType<SegmentFailed>());
    }

    [Fact]
    public async Task Pause_ends_the_sentence_and_what_was_said_is_transcribed()
    {
        await using var bench = new AudioBench();
        await bench.StartAndHearAsync(0, 4, 4);

        bench.Recorder.Pause();
        await bench.TextsAsync(1);
        await Eventually.IsTrueAsync(() => bench.Recorder.Phase == Phase.Idle, "it is idle");
        Assert.False(bench.Source.IsRead);
        bench.Recorder.Resume();
        await bench.HearAsync(5, 0);
        await bench.TextsAsync(2);

        Assert.Equal(["said 4", "said 5"], bench.Log.Texts());
        Assert.Equal([0.1, 0.3], bench.StartsS);
    }
}
