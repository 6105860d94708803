using Microsoft.Extensions.Logging;
using Swictation.Daemon.Speech.Segmentation;
using Swictation.Daemon.Speech.Voice;
using Swictation.Daemon.Tests.Speech.Segmentation;
using Swictation.Domain.Audio;
using Swictation.Domain.Reasons;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Voice;

/// <summary>A speech model that fails or is too slow costs no speech: all is as without one, and says so.</summary>
public sealed class FailingModelTests : IDisposable
{
    private const string Output = "_model.decoder.decoder.2.bias";

    private readonly TemporaryDirectory _directory = new();
    private readonly SlowClock _clock = new();
    private readonly CountingLogger _logger = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Segments_are_those_without_a_model_while_its_file_is_gone()
    {
        var watch = new VoiceWatch(new(_directory.File("gone")), _clock, _logger);

        AssertSegmentsAreThoseWithoutAModel(watch, "does not exist");
    }

    [Fact]
    public void Segments_are_those_without_a_model_while_it_computes_nonsense()
    {
        var watch = Watch(new MadeUpModel(seed: 1).With(float.NaN, Output));

        AssertSegmentsAreThoseWithoutAModel(watch, "computes no probabilities");
    }

    [Fact]
    public void Segments_are_those_without_a_model_while_it_is_300_ms_behind()
    {
        var watch = Watch(new MadeUpModel(seed: 1));
        _clock.Step = TimeSpan.FromSeconds(20);

        AssertSegmentsAreThoseWithoutAModel(watch, "19968 ms behind");

        // Level again after 20 s of sound, of which 14.7 are over.
        _clock.Step = TimeSpan.FromMilliseconds(1);
        Hear(watch, Sounds.Silence(5));
        Assert.NotNull(watch.Trouble);
        Hear(watch, Sounds.Silence(2));
        Assert.Null(watch.Trouble);
    }

    [Fact]
    public void Delay_of_less_than_300_ms_is_none()
    {
        var watch = Watch(new MadeUpModel(seed: 1).With(20, Output));
        Hear(watch, Sounds.Noise(0.1, rms: 900));
        Assert.Equal(64, watch.Quiet);

        _clock.Step = TimeSpan.FromMilliseconds(290);
        Hear(watch, Sounds.Noise(0.03, rms: 900));
        Assert.Null(watch.Trouble);
        Hear(watch, Sounds.Noise(0.03, rms: 900));
        Assert.Equal("pauses_not_heard", watch.Trouble?.Code.Name);
        Assert.Null(watch.Quiet);
    }

    [Fact]
    public void Machine_that_is_always_too_slow_says_so_once_in_a_recording()
    {
        var watch = Watch(new MadeUpModel(seed: 1));
        _clock.Step = TimeSpan.FromMilliseconds(400);

        Hear(watch, Sounds.Silence(20));
        Assert.Equal(1, _logger.Warnings);

        watch.Forget();
        Hear(watch, Sounds.Silence(20));
        Assert.Equal(2, _logger.Warnings);
    }

    [Fact]
    public void Model_that_is_back_is_listened_to_in_the_next_recording()
    {
        var path = _directory.File("model.bin");
        var watch = new VoiceWatch(new(path), _clock, _logger);
        Hear(watch, Sounds.Silence(1));
        Assert.NotNull(watch.Trouble);

        File.WriteAllBytes(path, new MadeUpModel(seed: 1).With(20, Output).ToBytes());
        watch.Forget();
        Hear(watch, Sounds.Silence(1));

        Assert.Null(watch.Trouble);
        Assert.NotNull(watch.Quiet);
    }

    [Fact]
    public void Segment_is_recognised_while_the_model_computes_nonsense_and_checked_when_it_does_not()
    {
        var path = _directory.File("model.bin");
        File.WriteAllBytes(path, new MadeUpModel(seed: 1).With(float.NaN, Output).ToBytes());
        var check = SpeechCheck.Open(new(path), _logger);
        var segment = new SpeechSegment(Sounds.Noise(1, rms: 900), 0, 16_000, 0);

        Assert.Null(check.Judge(segment));
        Assert.Null(check.Judge(segment));
        Assert.Equal("speech_not_checked", check.Trouble?.Code.Name);
        Assert.Equal(1, _logger.Warnings);

        File.WriteAllBytes(path, new MadeUpModel(seed: 1).With(-20, Output).ToBytes());
        GC.Collect();
        check.Rest();
        Assert.False(check.Judge(segment)?.IsSpeech);
        Assert.Null(check.Trouble);
    }

    private VoiceWatch Watch(MadeUpModel model)
    {
        var path = _directory.File("model.bin");
        File.WriteAllBytes(path, model.ToBytes());
        return new(new(path), _clock, _logger);
    }

    private void AssertSegmentsAreThoseWithoutAModel(VoiceWatch watch, string reason)
    {
        var sound = Sounds.Join([Sounds.Voice(1), Sounds.Silence(1), Sounds.Voice(0.7), Sounds.Noise(12, rms: 2_000)]);
        var (with, without) = (new EnergySegmenter(new SegmenterOptions(), watch), new EnergySegmenter(new SegmenterOptions()));
        Trouble? trouble = null;
        var segments = 0;
        for (var at = 0; at + 320 <= sound.Length; at += 320)
        {
            var frame = new AudioFrame(sound.AsMemory(at, 320), at, at);
            var segment = without.Push(frame);
            AssertSame(segment, with.Push(frame));
            if (segment is not null) segments++;
            trouble ??= with.Trouble;
        }

        Assert.InRange(segments, 2, 10);
        Assert.Equal("pauses_not_heard", trouble?.Code.Name);
        Assert.Contains(reason, trouble?.Words, StringComparison.Ordinal);
        Assert.Equal(1, _logger.Warnings);
    }

    private static void AssertSame(SpeechSegment? expected, SpeechSegment? actual)
    {
        Assert.Equal(
            (expected?.Position, expected?.SpokenSamples, expected?.Samples.Length),
            (actual?.Position, actual?.SpokenSamples, actual?.Samples.Length));
    }

    private static void Hear(VoiceWatch watch, short[] sound)
    {
        foreach (var frame in sound.Chunk(320)) watch.Hear(frame);
    }

    /// <summary>Each time that it is asked, <see cref="Step"/> has passed.</summary>
    private sealed class SlowClock : TimeProvider
    {
        private long _now;

        public TimeSpan Step { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now += Step.Ticks;
    }

    private sealed class CountingLogger : ILogger
    {
        public int Warnings { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning) Warnings++;
        }
    }
}
