using Swictation.Daemon.Sessions.Jobs;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Daemon.Tests.Sessions.Input;
using Swictation.Domain.Editing;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Recognition;
using Swictation.Storage.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Jobs;

public sealed class RetryJobTests
{
    private static readonly SessionId One = new(1);

    private static readonly AudioRetention TenMinutes = new(TimeSpan.Zero) { Cancelled = TimeSpan.FromMinutes(10) };

    [Fact]
    public async Task Speech_of_a_cancelled_session_becomes_text_in_it()
    {
        await using var bench = await CancelledAsync(TenMinutes);
        Assert.Empty(bench.Store.FindUnfinished());
        Assert.NotEmpty(bench.Store.FindCancelled(One));

        var (job, steps) = await bench.DoAsync(jobs => jobs.Begin(new RetryOrder(One)));

        Assert.Null(job.Failure);
        Assert.Equal([RecognitionOutcome.Added, RecognitionOutcome.Added], steps.Select(step => step.Outcome));
        Assert.Equal(["said 1", "said 2"], bench.Log.Texts());
        Assert.All(bench.Log.Events().OfType<Transcription>(), said => Assert.Equal(One, said.Session));
        Assert.Empty(bench.Store.FindCancelled(One));
    }

    [Fact]
    public async Task Audio_of_a_cancelled_session_stays_where_the_recogniser_fails_on_it()
    {
        await using var bench = await CancelledAsync(TenMinutes);
        bench.Transcriber.Recognise = _ => new TranscriptionResult.Failed("the model is broken");

        var (_, steps) = await bench.DoAsync(jobs => jobs.Begin(new RetryOrder(One)));

        Assert.Equal([RecognitionOutcome.Failed, RecognitionOutcome.Failed], steps.Select(step => step.Outcome));
        Assert.Empty(bench.Log.Events().OfType<SegmentFailed>());
        Assert.NotEmpty(bench.Store.FindCancelled(One));
    }

    [Fact]
    public async Task Without_a_time_to_keep_it_audio_of_a_cancelled_session_is_gone()
    {
        await using var bench = await CancelledAsync(AudioRetention.Always);

        var (_, steps) = await bench.DoAsync(jobs => jobs.Begin(new RetryOrder(One)));

        Assert.Empty(steps);
        Assert.Empty(bench.Log.Texts());
    }

    [Fact]
    public async Task Kept_audio_of_sentences_gives_them_another_version()
    {
        await using var bench = await RecordedAsync(AudioRetention.Always);
        bench.Transcriber.Recogniser = new("better");
        bench.Transcriber.Recognise = _ => new TranscriptionResult.Text("heard again");

        var (job, steps) = await bench.DoAsync(jobs => jobs.Begin(new RetryOrder(One, All: true)));
        var (_, again) = await bench.DoAsync(jobs => jobs.Begin(new RetryOrder(One, All: true)));

        Assert.Null(job.Failure);
        Assert.Equal([RecognitionOutcome.Changed, RecognitionOutcome.Changed], steps.Select(step => step.Outcome));
        var revised = bench.Log.Events().OfType<TextRevised>().ToList();
        Assert.Equal([(2, RevisionKind.Recognised, "heard again", "better")], revised.Select(e => (e.Version, e.Kind, e.Text, e.By)).Distinct());
        Assert.Equal(steps.Select(step => step.Position!.Value), revised.Select(e => e.Of));
        Assert.Equal([RecognitionOutcome.Unchanged, RecognitionOutcome.Unchanged], again.Select(step => step.Outcome));
        Assert.Equal(2, bench.Log.Events().OfType<TextRevised>().Count());
    }

    [Fact]
    public async Task What_was_corrected_by_hand_stays_unless_it_is_named()
    {
        await using var bench = await RecordedAsync(AudioRetention.Always);
        var sentence = bench.Log.EventsAfter(0).First(stored => stored.Type == Transcription.TypeName).Sequence;
        bench.Editor.Carry(new Edit.Correct(sentence, "by hand"));
        bench.Transcriber.Recognise = _ => new TranscriptionResult.Text("heard again");

        var (_, all) = await bench.DoAsync(jobs => jobs.Begin(new RetryOrder(One, All: true)));
        var (_, named) = await bench.DoAsync(jobs => jobs.Begin(new RetryOrder(One, Sentence: sentence)));

        Assert.Equal([RecognitionOutcome.Corrected, RecognitionOutcome.Changed], all.Select(step => step.Outcome));
        Assert.Equal([(RecognitionOutcome.Changed, sentence)], named.Select(step => (step.Outcome, step.Position!.Value)));
    }

    [Fact]
    public async Task Sentence_without_kept_audio_is_told()
    {
        await using var bench = await RecordedAsync(AudioRetention.None);

        var (_, steps) = await bench.DoAsync(jobs => jobs.Begin(new RetryOrder(One, All: true)));

        Assert.Equal([RecognitionOutcome.NoAudio, RecognitionOutcome.NoAudio], steps.Select(step => step.Outcome));
    }

    [Fact]
    public async Task Segment_that_failed_becomes_text_and_is_named_by_its_place()
    {
        await using var bench = new AudioBench();
        bench.Transcriber.Recognise = _ => new TranscriptionResult.Failed("the model is broken");
        await bench.StartAndHearAsync(0, 4, 0, 5, 0);
        await Eventually.IsTrueAsync(() => bench.Log.Events().OfType<AudioKept>().Count() == 2, "both are kept");
        var place = bench.Log.Events().OfType<SegmentFailed>().Last().StartS;
        bench.Transcriber.Recognise = FakeTranscriber.Say;

        var (_, steps) = await bench.DoAsync(jobs => jobs.Begin(new RetryOrder(One, StartS: place)));

        Assert.Equal([(RecognitionOutcome.Added, place)], steps.Select(step => (step.Outcome, step.StartS!.Value)));
        Assert.Equal(["said 5"], bench.Log.Texts());
        Assert.Single(bench.Store.FindFailed());
    }

    [Fact]
    public async Task One_job_is_done_at_a_time_and_given_up_when_nobody_asks()
    {
        await using var bench = await RecordedAsync(AudioRetention.Always);
        bench.Transcriber.Hold();

        var (job, _) = await bench.DoAsync(jobs =>
        {
            var begun = jobs.Begin(new RetryOrder(One, All: true))!;
            Assert.Null(jobs.Begin(new RetryOrder(One)));
            Assert.Same(begun, jobs.Desk.Find(begun.Number, isWanted: true));
            Assert.Null(jobs.Desk.Find(begun.Number + 1, isWanted: true));
            bench.Time.Advance(JobDesk.Patience + TimeSpan.FromSeconds(1));
            return begun;
        });
        bench.Transcriber.Release();

        Assert.Equal("it was given up", job.Failure);
    }

    private static async Task<AudioBench> CancelledAsync(AudioRetention retention)
    {
        var bench = new AudioBench(retention: retention);
        bench.Transcriber.Hold();
        await bench.StartAndHearAsync(1, 0, 2, 0);
        await Eventually.IsTrueAsync(() => bench.Transcriber.Calls == 1, "the recogniser has begun");
        bench.Recorder.Cancel();
        await Eventually.IsTrueAsync(() => !bench.Source.IsRead, "listening has stopped");
        bench.Transcriber.Release();
        await Eventually.IsTrueAsync(() => bench.Backlog.IsEmpty, "all that was heard has come through");
        return bench;
    }

    private static async Task<AudioBench> RecordedAsync(AudioRetention retention)
    {
        var bench = new AudioBench(retention: retention);
        await bench.StartAndHearAsync(0, 4, 0, 5, 0);
        await bench.TextsAsync(2);
        bench.Recorder.Stop();
        await bench.SessionEndsAsync();
        await Eventually.IsTrueAsync(() => bench.Store.FindUnfinished().Count == 0, "the audio is released");
        return bench;
    }
}
