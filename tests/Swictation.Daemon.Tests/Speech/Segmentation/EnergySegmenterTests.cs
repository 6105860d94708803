using Swictation.Daemon.Speech.Segmentation;
using Swictation.Domain.Audio;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

public sealed class EnergySegmenterTests
{
    private const int Millisecond = AudioFormat.SamplesPerSecond / 1000;
    private const int Tolerance = 40 * Millisecond;

    [Fact]
    public void Speech_between_silences_is_one_segment_with_its_position_length_and_end()
    {
        var audio = Sounds.Join([Sounds.Silence(1), Sounds.Voice(2), Sounds.Silence(1)]);

        var segment = Assert.Single(SegmenterRun.Of(audio));

        AssertNear(1000 * Millisecond, segment.Position);
        AssertNear(2000 * Millisecond, segment.SpokenSamples);
        AssertNear(3000 * Millisecond, segment.EndedAt);
        Assert.Equal(segment.SpokenSamples + (600 * Millisecond), segment.Samples.Length);
        var paddedStart = (int)segment.Position - (300 * Millisecond);
        Assert.Equal(audio.AsSpan(paddedStart, segment.Samples.Length), segment.Samples.Span);
    }

    [Fact]
    public void Segment_comes_as_soon_as_the_hangover_is_over()
    {
        var segmenter = new EnergySegmenter(new SegmenterOptions());
        var audio = Sounds.Join([Sounds.Silence(1), Sounds.Voice(1), Sounds.Silence(1)]);

        var pushed = 0;
        SpeechSegment? segment = null;
        while (segment is null)
        {
            segment = segmenter.Push(new AudioFrame(audio.AsMemory(pushed, 320), pushed, pushed + 320));
            pushed += 320;
        }

        AssertNear(2500 * Millisecond, pushed);
    }

    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(0.7, 2)]
    [InlineData(2.0, 2)]
    public void Short_pause_stays_inside_a_segment_and_a_long_one_ends_it(double pause, int segments)
    {
        var audio = Sounds.Join(
            [Sounds.Silence(1), Sounds.Voice(1), Sounds.Silence(pause), Sounds.Voice(1), Sounds.Silence(1)]);

        Assert.Equal(segments, SegmenterRun.Of(audio).Count);
    }

    [Fact]
    public void Silence_gives_nothing() => Assert.Empty(SegmenterRun.Of(Sounds.Silence(30)));

    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(700)]
    public void Steady_noise_gives_nothing(double rms) => Assert.Empty(SegmenterRun.Of(Sounds.Noise(30, rms)));

    [Theory]
    [InlineData(10)]
    [InlineData(30)]
    public void Click_gives_nothing(int milliseconds)
    {
        var click = Sounds.Noise(milliseconds / 1000.0, rms: 10_000);
        var audio = Sounds.Join([Sounds.Silence(1), click, Sounds.Silence(1), click, Sounds.Silence(1)]);

        Assert.Empty(SegmenterRun.Of(audio));
    }

    [Fact]
    public void Knock_that_is_too_short_for_a_word_gives_nothing()
    {
        var audio = Sounds.Join([Sounds.Silence(1), Sounds.Noise(0.08, rms: 5000), Sounds.Silence(1)]);

        Assert.Empty(SegmenterRun.Of(audio));
    }

    [Fact]
    public void Speech_from_the_first_sample_is_not_lost()
    {
        var voice = Sounds.Voice(2);

        var segment = Assert.Single(SegmenterRun.Of(Sounds.Join([voice, Sounds.Silence(1)])));

        Assert.Equal(voice, segment.Samples.Span[..voice.Length]);
    }

    [Fact]
    public void Noise_that_starts_and_stays_becomes_the_floor()
    {
        // A fan is switched on: its first seconds may be taken for speech, then speech is found above it.
        var fan = Sounds.Noise(14, rms: 300);
        var voice = Sounds.Join([Sounds.Silence(10), Sounds.Voice(2), Sounds.Silence(2)]);
        var audio = Sounds.Join([Sounds.Silence(2), Sounds.Mix(fan, voice)]);

        var segments = SegmenterRun.Of(audio);

        Assert.Equal(2, segments.Count);
        Assert.InRange(segments[0].SpokenSamples, 0, 2500 * Millisecond);
        AssertNear(12_000 * Millisecond, segments[1].Position);
        AssertNear(14_000 * Millisecond, segments[1].EndedAt);
    }

    [Fact]
    public void Constant_offset_of_the_hardware_is_no_sound()
    {
        var audio = Sounds.Join([Sounds.Silence(1), Sounds.Voice(1), Sounds.Silence(1)]);
        for (var i = 0; i < audio.Length; i++) audio[i] += 2000;

        var segment = Assert.Single(SegmenterRun.Of(audio));

        AssertNear(1000 * Millisecond, segment.SpokenSamples);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(161)]
    [InlineData(320)]
    [InlineData(1024)]
    [InlineData(1_000_000)]
    public void Frames_of_any_length_give_the_same_segments(int frameSamples)
    {
        var audio = Sounds.Join(
            [Sounds.Silence(1), Sounds.Voice(1), Sounds.Silence(1), Sounds.Voice(2), Sounds.Silence(1), Sounds.Voice(1)]);

        var segments = SegmenterRun.Of(audio, frameSamples);

        var expected = SegmenterRun.Of(audio);
        Assert.Equal(3, segments.Count);
        Assert.Equal(expected.Select(s => s.Position), segments.Select(s => s.Position));
        Assert.Equal(expected.Select(s => s.SpokenSamples), segments.Select(s => s.SpokenSamples));
        Assert.All(expected.Zip(segments), pair => Assert.Equal(pair.First.Samples.Span, pair.Second.Samples.Span));
    }

    [Fact]
    public void Flush_returns_the_speech_under_way_and_forgets_it()
    {
        var segmenter = new EnergySegmenter(new SegmenterOptions());

        var before = SegmenterRun.Of(segmenter, Sounds.Join([Sounds.Silence(0.5), Sounds.Voice(1.01)]));
        var after = SegmenterRun.Of(segmenter, Sounds.Silence(2));

        AssertNear(1500 * Millisecond, Assert.Single(before).EndedAt);
        AssertNear((300 + 1010) * Millisecond, before[0].Samples.Length);
        Assert.Empty(after);
    }

    private static void AssertNear(long expected, long actual) =>
        Assert.InRange(actual, expected - Tolerance, expected + Tolerance);
}
