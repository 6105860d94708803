using System.Runtime.InteropServices;

namespace Swictation.Daemon.Speech.Recognition.Native;

/// <summary>The words of the best hypothesis one by one, each with the decoder's own estimate of it.</summary>
internal static partial class SphinxSegment
{
    /// <summary>Tokens as they stand in the hypothesis, with their probabilities.</summary>
    public static List<(string Token, double Probability)> Read(SphinxDecoderHandle decoder)
    {
        var logarithms = ps_get_logmath(decoder);
        var tokens = new List<(string, double)>();
        for (var segment = ps_seg_iter(decoder); segment != 0; segment = ps_seg_next(segment))
        {
            if (Marshal.PtrToStringUTF8(ps_seg_word(segment)) is not { } token) continue;
            var posterior = ps_seg_prob(segment, out _, out _, out _);
            tokens.Add((token, logmath_exp(logarithms, posterior)));
        }

        return tokens;
    }

    /// <returns>The table of the decoder's logarithms; its own.</returns>
    [LibraryImport(PocketSphinx.Library)]
    private static partial nint ps_get_logmath(SphinxDecoderHandle decoder);

    /// <returns>0 when there is no hypothesis.</returns>
    [LibraryImport(PocketSphinx.Library)]
    private static partial nint ps_seg_iter(SphinxDecoderHandle decoder);

    /// <returns>0 at the end, and then the iterator is freed.</returns>
    [LibraryImport(PocketSphinx.Library)]
    private static partial nint ps_seg_next(nint segment);

    [LibraryImport(PocketSphinx.Library)]
    private static partial nint ps_seg_word(nint segment);

    /// <returns>The logarithm of the word's posterior probability.</returns>
    [LibraryImport(PocketSphinx.Library)]
    private static partial int ps_seg_prob(nint segment, out int acoustic, out int language, out int backoff);

    [LibraryImport(SphinxBase.Library)]
    private static partial double logmath_exp(nint logarithms, int value);
}
