using Swictation.Daemon.Tests.Fakes;
using Swictation.Domain.Events;
using Swictation.Domain.Reasons;
using Swictation.Domain.Recognition;
using Swictation.Storage.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Input;

/// <summary>Sound that is taken for speech, and is none.</summary>
public sealed class WithheldAudioTests
{
    [Fact]
    public async Task Segment_in_which_nobody_speaks_is_not_recognised_and_its_audio_is_kept()
    {
        await using var bench = new AudioBench();
        bench.Check.Refuse(0.125);
        bench.Check.Accept(0.9);
        await bench.StartAndHearAsync(7, 0, 8, 0);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();

        Assert.Equal(["said 8"], bench.Log.Texts());
        Assert.Equal(1, bench.Transcriber.Calls);
        var withheld = Assert.Single(bench.Log.Events().OfType<SegmentWithheld>());
        Assert.Equal(
            (0, 0.1, new Reason(ReasonCode.NobodySpeaks), 0.125, null),
            (withheld.StartS, withheld.DurationS, withheld.Reason, withheld.Score, withheld.Text));
        var audio = Assert.Single(bench.Store.FindWithheld());
        Assert.Equal(audio.Name, Assert.Single(bench.Log.Events().OfType<AudioKept>()).File);
        Assert.Equal(7, bench.Store.Read(audio)[0]);
        Assert.Empty(bench.Store.FindUnfinished());
    }

    [Fact]
    public async Task Mistake_can_be_recognised_after_all()
    {
        await using var bench = new AudioBench(retention: AudioRetention.Always);
        bench.Check.Refuse(0.125);
        await bench.StartAndHearAsync(7, 0);
        await Eventually.IsTrueAsync(() => bench.Store.FindWithheld().Count == 1, "it is withheld");

        Assert.Equal(1, bench.Retry(new(1)));
        await bench.TextsAsync(1);

        Assert.Equal(["said 7"], bench.Log.Texts());
        await Eventually.IsTrueAsync(() => bench.Store.FindWithheld().Count == 0, "its audio is released");
    }

    [Fact]
    public async Task Mark_for_no_speech_is_no_text_and_stays_readable()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Recognise = _ => new TranscriptionResult.Text("[BLANK_AUDIO]");
        bench.Check.Accept(0.5);
        await bench.StartAndHearAsync(7, 0);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();

        Assert.Empty(bench.Log.Texts());
        var withheld = Assert.Single(bench.Log.Events().OfType<SegmentWithheld>());
        Assert.Equal(
            (new Reason(ReasonCode.NoSpeechText), 0.5, "[BLANK_AUDIO]"), (withheld.Reason, withheld.Score, withheld.Text));
    }

    [Fact]
    public async Task Mark_that_comes_again_when_it_is_tried_again_is_silence()
    {
        await using var bench = new AudioBench(retention: AudioRetention.Always);
        bench.Transcriber.Recognise = _ => new TranscriptionResult.Text("(coughs)");
        await bench.StartAndHearAsync(7, 0);
        await Eventually.IsTrueAsync(() => bench.Store.FindWithheld().Count == 1, "it is withheld");

        bench.Retry(new(1));

        await Eventually.IsTrueAsync(() => bench.Log.Events().OfType<SegmentSilent>().Any(), "it is known to be silent");
        Assert.Empty(bench.Log.Texts());
    }

    [Fact]
    public async Task Off_the_record_neither_text_nor_audio_of_it_is_kept()
    {
        await using var bench = new AudioBench();
        bench.Recorder.SetOffTheRecord(true);
        bench.Transcriber.Recognise = _ => new TranscriptionResult.Text("(coughs)");
        await bench.StartAndHearAsync(7, 0);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();

        Assert.Null(Assert.Single(bench.Log.Events().OfType<SegmentWithheld>()).Text);
        Assert.False(Directory.Exists(bench.Store.Place));
    }

    [Fact]
    public async Task Model_is_given_up_at_the_end_of_a_recording()
    {
        await using var bench = new AudioBench();
        await bench.StartAndHearAsync(7, 0);
        Assert.Equal(0, bench.Check.Rests);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();

        Assert.Equal(1, bench.Check.Rests);
    }
}
