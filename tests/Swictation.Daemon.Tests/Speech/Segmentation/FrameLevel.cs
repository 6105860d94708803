namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>How loud a frame is, measured apart from the daemon so that tests can check it.</summary>
internal static class FrameLevel
{
    /// <summary>What a frame of digital silence has: the rounding noise of 16-bit samples.</summary>
    public const double SilenceDb = -96;

    /// <summary>
    /// Level in dB relative to full scale, without the frame's mean: cheap sound hardware adds a constant offset that
    /// is no sound.
    /// </summary>
    public static double Decibels(ReadOnlySpan<short> samples)
    {
        var sum = 0L;
        var sumOfSquares = 0L;
        foreach (var sample in samples)
        {
            sum += sample;
            sumOfSquares += sample * sample;
        }

        var mean = (double)sum / samples.Length;
        var power = ((double)sumOfSquares / samples.Length) - (mean * mean);
        return power < 0.5 ? SilenceDb : 10 * Math.Log10(power / (32768.0 * 32768.0));
    }
}
