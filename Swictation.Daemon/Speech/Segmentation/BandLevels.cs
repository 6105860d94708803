namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>How loud a frame is in each of the bands, in dB relative to full scale.</summary>
/// <param name="Low">150 to 900 Hz: the voice itself.</param>
/// <param name="Middle">900 to 2,800 Hz: vowels.</param>
/// <param name="High">Above 2,800 Hz: s, f, t, sh.</param>
internal readonly record struct BandLevels(double Low, double Middle, double High)
{
    /// <summary>How loud it is in all bands together.</summary>
    public double Total => 10 * Math.Log10(Power(Low) + Power(Middle) + Power(High));

    private static double Power(double decibels) => Math.Pow(10, decibels / 10);
}
