namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>Takes a sample out of a frame or puts one in, where that is heard least: between the most alike.</summary>
internal static class DriftCorrection
{
    /// <summary>Makes one of two samples.</summary>
    /// <returns>How many there are now.</returns>
    public static int Shorten(Span<short> samples)
    {
        if (samples.Length < 2) return samples.Length;

        var at = FindMostAlike(samples);
        samples[at] = Mean(samples[at], samples[at + 1]);
        samples[(at + 2)..].CopyTo(samples[(at + 1)..]);
        return samples.Length - 1;
    }

    /// <summary>Puts one between two samples.</summary>
    /// <param name="samples">With room for one more behind those that count.</param>
    /// <returns>How many there are now.</returns>
    public static int Lengthen(Span<short> samples, int count)
    {
        if (count < 2) return count;

        var at = FindMostAlike(samples[..count]);
        samples[(at + 1)..count].CopyTo(samples[(at + 2)..]);
        samples[at + 1] = Mean(samples[at], samples[at + 2]);
        return count + 1;
    }

    private static short Mean(short one, short other) => (short)((one + other) / 2);

    private static int FindMostAlike(ReadOnlySpan<short> samples)
    {
        var (best, least) = (0, int.MaxValue);
        for (var i = 0; i + 1 < samples.Length; i++)
        {
            var difference = Math.Abs(samples[i] - samples[i + 1]);
            if (difference < least) (best, least) = (i, difference);
        }

        return best;
    }
}
