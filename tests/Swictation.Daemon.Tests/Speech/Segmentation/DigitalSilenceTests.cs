using Swictation.Daemon.Speech.Segmentation;
using Swictation.Domain.Audio;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>
/// Sound after samples that are all zero: a microphone that was muted, a noise gate, a monitor on which nothing was
/// played. They say nothing about the noise that comes with the sound.
/// </summary>
[Trait("Category", "Package")]
public sealed class DigitalSilenceTests
{
    private const int Millisecond = AudioFormat.SamplesPerSecond / 1000;

    [Theory]
    [InlineData(-75, 5.0)]
    [InlineData(-60, 5.0)]
    [InlineData(-60, 5.007)]
    [InlineData(-50, 5.0)]
    [InlineData(-50, 5.013)]
    [InlineData(-60, 0.08)]
    [InlineData(-50, 0.0)]
    public void Hiss_behind_it_gives_nothing(double hissDb, double silenceS)
    {
        var audio = Sounds.Join(Sounds.Silence(silenceS), Sounds.Noise(20, Rms(hissDb)));

        Assert.Empty(SegmenterRun.Of(audio));
    }

    [Fact]
    public void Microphone_that_is_muted_and_back_again_and_again_gives_nothing()
    {
        var audio = Sounds.Join(Enumerable.Range(1, 30).SelectMany(
            seed => (short[][])[Sounds.Silence(0.1 * seed), Sounds.Noise(2, Rms(-55), seed)]));

        Assert.Empty(SegmenterRun.Of(audio));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-20.0)]
    [InlineData(-30.0)]
    public void Speech_behind_it_has_its_first_syllable(double gainDb)
    {
        foreach (var sentence in LibriVox.Sentences)
        {
            var speech = SpeechBounds.Trim(sentence.ReadSamples(), rangeDb: 30);
            var gain = Math.Pow(10, gainDb / 20);
            short[] said = [.. speech.Select(sample => (short)Math.Round(sample * gain))];

            var segments = SegmenterRun.Of(Sounds.Join(Sounds.Silence(5), said, Sounds.Silence(1)));

            Assert.True(
                segments[0].Samples.Span.IndexOf(said.AsSpan(0, 200 * Millisecond)) >= 0,
                $"{sentence.Path}: the first syllable is sent");
        }
    }

    [Fact]
    public void Speech_behind_hiss_behind_it_is_found_above_the_hiss()
    {
        var hiss = Sounds.Noise(4, Rms(-55));
        var voice = Sounds.Join(Sounds.Silence(1), Sounds.Voice(1), Sounds.Silence(2));
        var audio = Sounds.Join(Sounds.Silence(5), Sounds.Mix(hiss, voice));

        var segment = Assert.Single(SegmenterRun.Of(audio));

        Assert.InRange(segment.Position, 5_900 * Millisecond, 6_100 * Millisecond);
        Assert.InRange(segment.SpokenSamples, 900 * Millisecond, 1_100 * Millisecond);
    }

    [Fact]
    public void Word_that_is_cut_off_right_behind_it_is_sent()
    {
        var segment = Assert.Single(SegmenterRun.Of(Sounds.Join(Sounds.Silence(1), Sounds.Voice(0.18))));

        Assert.InRange(segment.Samples.Length, 180 * Millisecond, 480 * Millisecond);
    }

    [Fact]
    public void It_may_come_in_a_segment_that_is_as_long_as_one_may_be()
    {
        var options = new SegmenterOptions { MaximumLength = TimeSpan.FromSeconds(2) };
        var gated = Sounds.Join(Enumerable.Range(0, 80).SelectMany(
            i => (short[][])[Sounds.Voice(0.31 + (0.007 * (i % 13))), Sounds.Silence(0.22)]));

        var segments = SegmenterRun.Of(gated, options: options);

        Assert.True(segments.Count > 10);
        Assert.All(segments, segment => Assert.InRange(segment.Samples.Length, 1, 2_600 * Millisecond));
    }

    private static double Rms(double decibels) => 32_768 * Math.Pow(10, decibels / 20);
}
