using Swictation.Daemon.Speech.Audio.Live;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

public sealed class DriftCorrectionTests
{
    [Fact]
    public void Two_samples_that_are_most_alike_become_one()
    {
        short[] samples = [0, 100, 104, 300, 0];

        Assert.Equal(4, DriftCorrection.Shorten(samples));
        Assert.Equal<short>([0, 102, 300, 0], samples[..4]);
    }

    [Fact]
    public void Sample_is_put_between_the_two_that_are_most_alike()
    {
        short[] samples = [0, 100, 104, 300, 0];

        Assert.Equal(5, DriftCorrection.Lengthen(samples, 4));
        Assert.Equal<short>([0, 100, 102, 104, 300], samples);
    }

    [Fact]
    public void Loudest_sound_there_is_stays_in_range()
    {
        short[] samples = [short.MaxValue, short.MaxValue, short.MinValue, short.MinValue, 0];

        Assert.Equal(3, DriftCorrection.Shorten(samples.AsSpan(0, 4)));
        Assert.Equal<short>([short.MaxValue, short.MinValue, short.MinValue], samples[..3]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Too_little_to_choose_from_stays_as_it_is(int count)
    {
        var samples = new short[] { 7, 8 };

        Assert.Equal(count, DriftCorrection.Shorten(samples.AsSpan(0, count)));
        Assert.Equal(count, DriftCorrection.Lengthen(samples, count));
        Assert.Equal<short>([7, 8], samples);
    }
}
