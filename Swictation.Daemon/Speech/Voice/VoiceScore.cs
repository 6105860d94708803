using Swictation.Domain.Audio;

namespace Swictation.Daemon.Speech.Voice;

/// <summary>
/// One number for a segment, of how probable speech is in each of its windows. Single windows say little: music and calls of
/// animals have some that sound like a voice. In speech many are, so a fifth of all windows has to agree, half a second at
/// most; and the longer a segment is, the more chances it has had. A word in a long noise has few windows, but next to each
/// other and beyond doubt: that is enough as well.
/// </summary>
internal static class VoiceScore
{
    /// <summary>Windows in fewer of which nothing is found: 96 ms, less than the shortest words.</summary>
    public const int Least = 3;

    private const double Share = 0.2;
    private const int Most = 16;

    // Windows in a row, and by how much more probable they must be than a share is.
    private const int Row = 4;
    private static readonly double RowOdds = Math.Log(14);

    private const double WindowsOfSecond = (double)AudioFormat.SamplesPerSecond / VoiceModel.Window;

    // A probability is a sum of single precision: what is nearer to 0 or 1 means nothing.
    private const double Nearest = 1e-4;

    public static double LogOdds(double probability)
    {
        var limited = Math.Clamp(probability, Nearest, 1 - Nearest);
        return Math.Log(limited / (1 - limited));
    }

    /// <param name="logOdds">Those of each window.</param>
    /// <returns>From 0 to 1, rounded to thousandths.</returns>
    public static double Of(ReadOnlySpan<double> logOdds)
    {
        if (logOdds.Length < Least) return 0;

        var sorted = logOdds.ToArray();
        Array.Sort(sorted);
        var share = sorted[^Math.Clamp((int)(Share * sorted.Length), Least, Most)];
        var chances = Math.Log(Math.Max(1, sorted.Length / WindowsOfSecond)) / 2;
        var highest = Math.Max(share - chances, HighestRow(logOdds) - RowOdds);
        return Math.Round(1 / (1 + Math.Exp(-highest)), 3);
    }

    private static double HighestRow(ReadOnlySpan<double> logOdds)
    {
        var highest = double.MinValue;
        for (; logOdds.Length >= Row; logOdds = logOdds[1..])
        {
            var lowest = double.MaxValue;
            foreach (var each in logOdds[..Row]) lowest = Math.Min(lowest, each);
            highest = Math.Max(highest, lowest);
        }

        return highest;
    }
}
