using System.Runtime.InteropServices;

namespace Swictation.Daemon.Speech.Recognition.Native;

/// <summary>
/// libpocketsphinx: the decoder. One utterance is start, process any number of times, end, hypothesis.
/// </summary>
internal static partial class PocketSphinx
{
    public const string Library = "libpocketsphinx.so.3";
    public const string DebianPackage = "libpocketsphinx3";

    /// <summary>The words of the best hypothesis; null when there is none.</summary>
    public static string? GetHypothesis(SphinxDecoderHandle decoder) =>
        Marshal.PtrToStringUTF8(ps_get_hyp(decoder, out _));

    /// <summary>The definitions of all options.</summary>
    [LibraryImport(Library)]
    public static partial nint ps_args();

    /// <summary>
    /// Loads the models; the handle is invalid when that fails. Keeps its own reference to the options.
    /// </summary>
    [LibraryImport(Library)]
    public static partial SphinxDecoderHandle ps_init(SphinxOptionsHandle options);

    /// <summary>Whether the dictionary has a word, with a pronunciation that the acoustic model can hear.</summary>
    public static unsafe bool KnowsWord(SphinxDecoderHandle decoder, string word)
    {
        var phones = ps_lookup_word(decoder, word);
        NativeMemory.Free((void*)phones);
        return phones != 0;
    }

    /// <returns>Negative on failure.</returns>
    [LibraryImport(Library)]
    public static partial int ps_start_utt(SphinxDecoderHandle decoder);

    /// <summary>Takes 16-bit samples and searches as far as they reach.</summary>
    /// <returns>Frames searched, or negative on failure.</returns>
    [LibraryImport(Library)]
    public static partial int ps_process_raw(
        SphinxDecoderHandle decoder, ReadOnlySpan<short> samples, nuint count, int skipSearch, int isWholeUtterance);

    /// <returns>Negative on failure.</returns>
    [LibraryImport(Library)]
    public static partial int ps_end_utt(SphinxDecoderHandle decoder);

    [LibraryImport(Library)]
    internal static partial int ps_free(nint decoder);

    /// <returns>A string that the caller frees; 0 when the word is not known.</returns>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint ps_lookup_word(SphinxDecoderHandle decoder, string word);

    [LibraryImport(Library)]
    private static partial nint ps_get_hyp(SphinxDecoderHandle decoder, out int score);
}
