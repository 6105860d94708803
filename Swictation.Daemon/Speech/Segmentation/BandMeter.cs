namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>
/// Measures sound in three bands. Noise spreads over all of them, or is in one; a sound of speech is in one or two: so
/// it stands out of the noise by up to 10 dB more than in all bands together. Sound below 150 Hz (hum, steps, an
/// offset of the hardware) is in none.
/// </summary>
internal sealed class BandMeter
{
    /// <summary>The level of digital silence: the rounding noise of 16-bit samples.</summary>
    private const double SilenceDb = -96;

    private readonly Biquad _fromLow = Biquad.HighPass(150);
    private readonly Biquad _toLow = Biquad.LowPass(900);
    private readonly Biquad _fromMiddle = Biquad.HighPass(900);
    private readonly Biquad _toMiddle = Biquad.LowPass(2_800);
    private readonly Biquad _fromHigh = Biquad.HighPass(2_800);

    /// <summary>Takes the samples that follow those of the last call.</summary>
    public BandLevels Measure(ReadOnlySpan<short> samples)
    {
        double low = 0, middle = 0, high = 0;
        foreach (var sample in samples)
        {
            var l = _toLow.Next(_fromLow.Next(sample));
            var m = _toMiddle.Next(_fromMiddle.Next(sample));
            var h = _fromHigh.Next(sample);
            low += l * l;
            middle += m * m;
            high += h * h;
        }

        return new(Decibels(low / samples.Length), Decibels(middle / samples.Length), Decibels(high / samples.Length));
    }

    private static double Decibels(double power) =>
        Math.Max(SilenceDb, 10 * Math.Log10((power + 1e-9) / (32768.0 * 32768.0)));
}
