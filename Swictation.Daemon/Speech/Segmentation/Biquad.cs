using Swictation.Domain.Audio;

namespace Swictation.Daemon.Speech.Segmentation;

/// <summary>A filter of second order (Butterworth, 12 dB an octave) for a stream of samples.</summary>
internal sealed class Biquad
{
    private readonly double _b0, _b1, _b2, _a1, _a2;
    private double _z1, _z2;

    private Biquad(double frequency, Func<double, (double B0, double B1)> numerator)
    {
        var omega = 2 * Math.PI * frequency / AudioFormat.SamplesPerSecond;
        var alpha = Math.Sin(omega) / Math.Sqrt(2);
        var cosine = Math.Cos(omega);
        var a0 = 1 + alpha;
        var (b0, b1) = numerator(cosine);
        (_b0, _b1, _b2) = (b0 / a0, b1 / a0, b0 / a0);
        (_a1, _a2) = (-2 * cosine / a0, (1 - alpha) / a0);
    }

    /// <param name="frequency">In Hz; it is let through at half its power.</param>
    public static Biquad LowPass(double frequency) => new(frequency, cosine => ((1 - cosine) / 2, 1 - cosine));

    /// <param name="frequency">In Hz; it is let through at half its power.</param>
    public static Biquad HighPass(double frequency) => new(frequency, cosine => ((1 + cosine) / 2, -(1 + cosine)));

    public double Next(double sample)
    {
        var filtered = (_b0 * sample) + _z1;
        _z1 = (_b1 * sample) - (_a1 * filtered) + _z2;
        _z2 = (_b2 * sample) - (_a2 * filtered);
        return filtered;
    }
}
