using Microsoft.Extensions.Logging.Abstractions;
using Swictation.Daemon.Sessions.Pipeline;
using Swictation.Daemon.Tests.Fakes;
using Swictation.Daemon.Tests.Sessions.Recording;
using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;
using Swictation.Storage.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Sessions.Pipeline;

/// <summary>Live speech, speech that was left and speech that has failed on one way, in session 1.</summary>
public sealed class SpeechPipelineTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RecorderBench _bench = RecorderBench.Recording();
    private readonly FakeTranscriber _transcriber = new();
    private readonly SpeechBacklog _backlog = new();
    private readonly SpeechPipeline _pipeline;
    private readonly List<short> _recognised = [];
    private readonly FakeSpeechCheck _check = new();

    public SpeechPipelineTests()
    {
        _transcriber.Recognise = sound =>
        {
            _recognised.Add(sound);
            return FakeTranscriber.Say(sound);
        };
        AudioStore store = new(
            _directory.File("log.db"), AudioRetention.None, TimeProvider.System, NullLogger.Instance);
        RecordingRetry retry = new(_bench.Time, NullLogger.Instance);
        SegmentTranscription transcription = new(
            _check,
            new(_transcriber, shelf: null, _bench.Recorder.Choices),
            store,
            new(_bench.Time),
            _bench.Recorder,
            _bench.Log,
            retry,
            _bench.Time,
            NullLogger.Instance);
        _pipeline = new(transcription, canWait: false, _backlog, _bench.Recorder, retry, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await _pipeline.DisposeAsync();
        await _transcriber.DisposeAsync();
        _bench.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task What_is_being_said_goes_before_what_was_said_earlier_and_that_before_what_has_failed()
    {
        var first = await HoldFirstAsync();
        var failed = LateAsync(8, SpeechOrigin.Failed);
        var left = LateAsync(9);
        await LiveAsync(1);
        await LiveAsync(2);

        _transcriber.Release();

        await Task.WhenAll(first, failed, left).WaitAsync(LineClient.Deadline);
        Assert.Equal([7, 1, 2, 9, 8], _recognised);
    }

    [Fact]
    public async Task What_is_being_said_waits_for_the_one_segment_that_is_under_way()
    {
        var late = await HoldFirstAsync();
        await LiveAsync(1);
        var later = LateAsync(10);
        Assert.Equal(1, _transcriber.Calls);

        _transcriber.Release();

        await Task.WhenAll(late, later).WaitAsync(LineClient.Deadline);
        Assert.Equal([7, 1, 10], _recognised);
    }

    [Fact]
    public async Task What_was_said_earlier_stops_waiting_when_it_is_told_to()
    {
        using var stopping = new CancellationTokenSource();
        var first = await HoldFirstAsync();
        var late = LateAsync(9, stopping: stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late.WaitAsync(LineClient.Deadline));
        _transcriber.Release();
        await first.WaitAsync(LineClient.Deadline);
        Assert.Equal(1, _transcriber.Calls);
    }

    [Fact]
    public async Task What_was_said_earlier_is_left_in_the_middle_when_it_is_told_to_and_holds_up_nothing()
    {
        using var stopping = new CancellationTokenSource();
        var late = await HoldFirstAsync(stopping.Token);
        await LiveAsync(1);

        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => late.WaitAsync(LineClient.Deadline));
        _transcriber.Release();

        await Eventually.IsTrueAsync(() => _backlog.IsEmpty, "live speech has come through");
        Assert.Equal(["said 1"], _bench.Log.Texts());
    }

    [Fact]
    public async Task Log_that_takes_nothing_of_what_was_said_earlier_does_not_hold_up_live_speech()
    {
        _bench.Disk.IsFull = true;
        Fill(length: 100_000);
        Fill(length: 1_000);
        Fill(length: 0);
        var late = LateAsync(9);
        await Eventually.IsTrueAsync(() => _recognised.Count == 1, "the late segment is recognised");
        _transcriber.Recognise = _ => new TranscriptionResult.Silence();
        await LiveAsync(1);
        await Eventually.IsTrueAsync(() => _backlog.IsEmpty, "live speech has come through");
        Assert.False(late.IsCompleted);

        _bench.Disk.IsFull = false;
        _bench.Advance(1);
        _bench.Recorder.UpdateMetrics();

        await Eventually.IsTrueAsync(
            () =>
            {
                _bench.Advance(1);
                return late.IsCompleted;
            },
            "the late segment is recorded");
        Assert.Equal("said 9", _bench.Log.Texts()[^1]);
    }

    [Fact]
    public async Task Bug_in_the_recogniser_is_told_to_whoever_gave_the_speech_and_the_rest_goes_on()
    {
        _transcriber.Recognise = sound =>
            sound == 9 ? throw new InvalidOperationException("a bug") : FakeTranscriber.Say(sound);

        await Assert.ThrowsAsync<InvalidOperationException>(() => LateAsync(9).WaitAsync(LineClient.Deadline));

        Assert.IsType<TranscriptionResult.Text>(await LateAsync(8).WaitAsync(LineClient.Deadline));
    }

    // The model that judges speech takes memory while nothing is recorded, too.
    [Fact]
    public async Task Behind_late_speech_the_speech_model_is_given_up()
    {
        await LateAsync(9).WaitAsync(LineClient.Deadline);

        await Eventually.IsTrueAsync(() => _check.Rests == 1, "the model is given up");
    }

    // Until no more of that fits into memory.
    private void Fill(int length)
    {
        var text = new string('x', length);
        try
        {
            while (_bench.TryRecord(1, text))
            {
            }
        }
        catch (EventLogWriteException)
        {
            Assert.NotNull(_bench.Recorder.Outage);
        }
    }

    private async Task<Task> HoldFirstAsync(CancellationToken stopping = default)
    {
        _transcriber.Hold();
        var first = LateAsync(7, stopping: stopping);
        await Eventually.IsTrueAsync(() => _transcriber.Calls == 1, "the first segment has begun");
        return first;
    }

    private ValueTask LiveAsync(short sound) =>
        _pipeline.AddAsync(Segment(sound, SpeechOrigin.Live), CancellationToken.None);

    private Task<TranscriptionResult?> LateAsync(
        short sound, SpeechOrigin origin = SpeechOrigin.Left, CancellationToken stopping = default) =>
        _pipeline.TranscribeAsync(Segment(sound, origin), stopping);

    private SpokenSegment Segment(short sound, SpeechOrigin origin) =>
        new(origin, new(1), Position: sound, new(new[] { sound }, sound, 1, 0), new NoAudio())
        {
            SpokenAt = _bench.Time.GetUtcNow(),
        };

    private sealed class NoAudio : IHeldAudio
    {
        public void Settle(bool isKept, bool isStored)
        {
        }

        public void Discard()
        {
        }
    }
}
