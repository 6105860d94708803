using System.Runtime.CompilerServices;
using Swictation.Daemon.Sessions.Jobs;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Daemon.Tests.Sessions.Input;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Tests.Sessions.Jobs;

public sealed class FileJobTests
{
    private static readonly FileOrder Talk = new("/talks/The roof.wav");

    [Fact]
    public async Task File_becomes_a_session_of_its_own_beside_the_one_that_is_recorded()
    {
        await using var bench = new AudioBench { OpenFile = _ => new Sound(0, 7, 0, 8, 0) };
        await bench.StartAndHearAsync(0, 4, 0);
        await bench.TextsAsync(1);
        var asked = bench.Time.GetUtcNow();

        var (job, steps) = await bench.DoAsync(jobs => jobs.Begin(Talk));

        Assert.Null(job.Failure);
        Assert.Equal((new SessionId(2), 0.5), (job.Session, job.TotalS));
        Assert.Equal([(RecognitionOutcome.Added, 0.1), (RecognitionOutcome.Added, 0.3)], steps.Select(step => (step.Outcome, step.StartS!.Value)));
        Assert.Equal((new SessionId(1), new SessionId(1), 1), (bench.Recorder.State.Session!.Value, bench.Recorder.State.LastSession, bench.Recorder.State.Segments));
        var events = bench.Log.Events().ToList();
        Assert.Equal("The roof.wav", events.OfType<SessionTitled>().Single().Title);
        Assert.Equal(["said 7", "said 8"], events.OfType<SegmentImported>().Select(said => said.Text));
        Assert.All(events.OfType<SegmentImported>(), said => Assert.InRange(said.At, asked.AddSeconds(-0.5), asked));
        var session = events.OfType<SessionImported>().Last();
        Assert.Equal((2, 4, asked, 0.5), (session.Segments, session.Words, session.EndedAt, session.DurationS));
        Assert.Equal(
            4, events.OfType<SessionImported>().Select(e => e.Origin).Concat(events.OfType<SegmentImported>().Select(e => e.Origin)).Distinct().Count());
    }

    [Fact]
    public async Task File_without_words_leaves_no_session()
    {
        await using var bench = new AudioBench { OpenFile = _ => new Sound(0, 0) };
        var before = bench.Log.Head;

        var (job, steps) = await bench.DoAsync(jobs => jobs.Begin(Talk));

        Assert.Null(job.Failure);
        Assert.Null(job.Session);
        Assert.Empty(steps);
        Assert.Equal(before, bench.Log.Head);
    }

    [Fact]
    public async Task File_that_cannot_be_read_is_told()
    {
        await using var bench = new AudioBench();

        var (job, _) = await bench.DoAsync(jobs => jobs.Begin(Talk));

        Assert.Equal("/talks/The roof.wav: does not exist", job.Failure);
    }

    [Fact]
    public async Task What_the_recogniser_fails_on_is_told_and_the_rest_recorded()
    {
        await using var bench = new AudioBench { OpenFile = _ => new Sound(0, 7, 0, 8, 0) };
        bench.Transcriber.Recognise = sound => sound == 7 ? new TranscriptionResult.Failed("broken") : FakeTranscriber.Say(sound);

        var (_, steps) = await bench.DoAsync(jobs => jobs.Begin(Talk));

        Assert.Equal([RecognitionOutcome.Failed, RecognitionOutcome.Added], steps.Select(step => step.Outcome));
        Assert.Equal("said 8", bench.Log.Events().OfType<SegmentImported>().Single().Text);
    }

    /// <summary>A file with frames that each hold one value.</summary>
    private sealed class Sound(params short[] frames) : IAudioSource
    {
        public bool HasEnded => true;

        public bool IsLive => false;

        public async IAsyncEnumerable<AudioFrame> ReadAsync(
            long? notBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var position = 0L;
            foreach (var sound in frames)
            {
                var samples = new short[FakeAudioSource.FrameSamples];
                Array.Fill(samples, sound);
                yield return new(samples, position, 0);
                position += samples.Length;
                await Task.Yield();
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
