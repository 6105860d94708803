using Swictation.Domain.Audio;

namespace Swictation.Domain.Tests.Audio;

public sealed class AudioFormatTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(16, 1)]
    [InlineData(16_000, 1_000)]
    [InlineData(24_000, 1_500)]
    public void Sixteen_samples_are_a_millisecond(int samples, double milliseconds)
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Equal(duration, AudioFormat.Duration(samples));
        Assert.Equal(samples, AudioFormat.Samples(duration));
    }

    [Fact]
    public void A_year_of_samples_is_a_year()
    {
        var year = TimeSpan.FromDays(365);

        Assert.Equal(year, AudioFormat.Duration(365L * 24 * 60 * 60 * AudioFormat.SamplesPerSecond));
    }

    [Fact]
    public void The_spoken_time_of_a_segment_leaves_out_the_padding()
    {
        var segment = new SpeechSegment(new short[16_000], Position: 4_000, SpokenSamples: 8_000, EndedAt: 0);

        Assert.Equal(TimeSpan.FromMilliseconds(500), segment.SpokenTime);
    }
}
