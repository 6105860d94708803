using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Domain.Audio;
using Swictation.Domain.Reasons;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Tests.Speech.Recognition;

public sealed class PaceWatchTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Recogniser _recogniser;
    private readonly PaceWatch _watch;

    public PaceWatchTests()
    {
        _recogniser = new(_time);
        _watch = new(_recogniser, _time, NullLogger<PaceWatch>.Instance);
    }

    [Fact]
    public async Task A_recogniser_that_takes_longer_than_speech_for_a_minute_is_trouble()
    {
        await RecogniseAsync(segments: 5, spokenS: 5, takenS: 10);
        Assert.Null(_watch.Trouble);

        await RecogniseAsync(segments: 1, spokenS: 5, takenS: 10);

        var trouble = _watch.Trouble!;
        Assert.Equal(TroubleCode.RecogniserSlow, trouble.Code);
        Assert.Contains("takes 2.0 s for a second of speech", trouble.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recogniser_that_keeps_up_is_none()
    {
        await RecogniseAsync(segments: 100, spokenS: 5, takenS: 4.9);

        Assert.Null(_watch.Trouble);
    }

    [Fact]
    public async Task Slow_segments_among_fast_ones_are_none()
    {
        for (var i = 0; i < 50; i++)
        {
            await RecogniseAsync(segments: 1, spokenS: 1, takenS: 2);
            await RecogniseAsync(segments: 1, spokenS: 10, takenS: 3);
        }

        Assert.Null(_watch.Trouble);
    }

    [Fact]
    public async Task The_trouble_is_over_when_it_keeps_up_for_a_while()
    {
        await RecogniseAsync(segments: 60, spokenS: 1, takenS: 1.5);
        Assert.NotNull(_watch.Trouble);

        await RecogniseAsync(segments: 60, spokenS: 2, takenS: 0.5);

        Assert.Null(_watch.Trouble);
    }

    [Fact]
    public async Task Segments_on_which_it_fails_do_not_count()
    {
        _recogniser.Result = new TranscriptionResult.Failed("it was not done");

        await RecogniseAsync(segments: 10, spokenS: 5, takenS: 50);

        Assert.Null(_watch.Trouble);
    }

    [Fact]
    public void What_it_is_and_what_is_wrong_with_it_is_said_through_the_watch()
    {
        Assert.Same(_recogniser.What, ((ITranscriber)_watch).Recogniser);
        _recogniser.Wrong = new(TroubleCode.RecogniserSlow, "it is slow");
        Assert.Same(_recogniser.Wrong, _watch.Trouble);
    }

    private async Task RecogniseAsync(int segments, double spokenS, double takenS)
    {
        _recogniser.Takes = TimeSpan.FromSeconds(takenS);
        var samples = new short[AudioFormat.Samples(TimeSpan.FromSeconds(spokenS))];
        for (var i = 0; i < segments; i++)
            await _watch.TranscribeAsync(new SpeechSegment(samples, 0, samples.Length, 0), CancellationToken.None);
    }

    private sealed class Recogniser(FakeTimeProvider time) : ITranscriber
    {
        public Swictation.Domain.Events.Recogniser What { get; } = new("whisper");

        public Trouble? Wrong { get; set; }

        Swictation.Domain.Events.Recogniser? ITranscriber.Recogniser => What;

        Trouble? ITranscriber.Trouble => Wrong;

        public TimeSpan Takes { get; set; }

        public TranscriptionResult Result { get; set; } = new TranscriptionResult.Silence();

        public Task<TranscriptionResult> TranscribeAsync(SpeechSegment segment, CancellationToken cancellationToken)
        {
            time.Advance(Takes);
            return Task.FromResult(Result);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
