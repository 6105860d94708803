using Swictation.Daemon.Speech.Audio.Live;

namespace Swictation.Daemon.Tests.Speech.Audio.Live;

[Trait("Category", "Package")]
public sealed class LiveResamplerTests
{
    [Theory]
    [InlineData(48_000)]
    [InlineData(44_100)]
    [InlineData(8_000)]
    public void Second_of_a_tone_stays_a_second_and_as_loud(int rate)
    {
        using var resampler = new LiveResampler("alsa:studio", rate, 16_000);
        var (given, got) = (new short[rate / 50], new short[320]);
        var (phase, total, loudest) = (0, 0, 0);
        for (var period = 0; period < 50; period++)
        {
            for (var i = 0; i < given.Length; i++)
                given[i] = (short)(10_000 * Math.Sin(phase++ * Math.Tau * 1_000 / rate));
            for (var taken = 0; taken < given.Length;)
            {
                var input = Math.Min(resampler.InputFor(got.Length), given.Length - taken);
                var converted = resampler.Convert(given.AsSpan(taken, input), got);
                taken += input;
                total += converted;
                foreach (var sample in got.AsSpan(0, converted)) loudest = Math.Max(loudest, Math.Abs(sample));
            }
        }

        // The filter still holds the last of it.
        Assert.InRange(total, 15_700, 16_001);
        Assert.InRange(loudest, 9_800, 10_200);
    }

    [Fact]
    public void What_is_too_high_for_the_new_rate_is_gone()
    {
        using var resampler = new LiveResampler("alsa:studio", 48_000, 16_000);
        var (given, got) = (new short[resampler.InputFor(320)], new short[320]);
        var (phase, loudest) = (0, 0);
        for (var period = 0; period < 50; period++)
        {
            for (var i = 0; i < given.Length; i++)
                given[i] = (short)(10_000 * Math.Sin(phase++ * Math.Tau * 11_000 / 48_000));
            var converted = resampler.Convert(given, got);
            // At first the filter hears the tone begin.
            if (period <= 5) continue;
            foreach (var sample in got.AsSpan(0, converted)) loudest = Math.Max(loudest, Math.Abs(sample));
        }

        Assert.InRange(loudest, 0, 500);
    }
}
