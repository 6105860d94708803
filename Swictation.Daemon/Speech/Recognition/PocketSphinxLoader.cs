using System.Runtime.InteropServices;
using Swictation.Daemon.Speech.Recognition.Native;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>
/// Starts a PocketSphinx decoder on a model directory. On some damage to a model the library ends the process, without
/// a word or by a memory fault: to be called where that does no harm.
/// </summary>
internal static class PocketSphinxLoader
{
    public const string BrokenModel =
        "holds a model that PocketSphinx cannot load (a file is broken or of another version); "
        + "install the model again or give another directory";

    /// <exception cref="TranscriberException">The library or a part of the model is missing or broken.</exception>
    public static SphinxDecoderHandle Load(string directory)
    {
        var model = PocketSphinxModel.Find(directory);
        try
        {
            SphinxBase.err_set_logfp(0);
            return Load(directory, model);
        }
        catch (DllNotFoundException)
        {
            // Also when it is libsphinxbase that is missing: this package brings both.
            throw new TranscriberException(
                PocketSphinx.Library, $"is missing; install it with: apt install {PocketSphinx.DebianPackage}");
        }
    }

    private static SphinxDecoderHandle Load(string directory, PocketSphinxModel model)
    {
        using var options = Parse(
            "swictation-daemon",
            "-hmm", model.AcousticModel,
            "-lm", model.LanguageModel,
            "-dict", model.Dictionary,
            // Its noise removal costs words on clean speech: 73 % of the LibriVox sentences' words in order with it,
            // 76 % without. Wider beams, other weights, fewer passes and other silence settings made nothing better.
            "-remove_noise", "no");
        var decoder = options.IsInvalid ? null : PocketSphinx.ps_init(options);
        if (decoder is null or { IsInvalid: true })
        {
            decoder?.Dispose();
            throw new TranscriberException(directory, BrokenModel);
        }

        if (KnowsFirstWord(decoder, model.Dictionary)) return decoder;
        decoder.Dispose();
        throw new TranscriberException(
            model.Dictionary, "is no dictionary for this acoustic model; give the one that belongs to it");
    }

    /// <summary>
    /// A dictionary of nonsense is not refused by the library, but nothing would ever be recognised with it.
    /// </summary>
    private static bool KnowsFirstWord(SphinxDecoderHandle decoder, string dictionary)
    {
        var firstWord = File.ReadLines(dictionary).Select(line => line.Split([' ', '\t'])[0])
            .FirstOrDefault(word => word.Length > 0 && word[0] != '#');
        return firstWord is not null && PocketSphinx.KnowsWord(decoder, firstWord);
    }

    private static SphinxOptionsHandle Parse(params string[] arguments)
    {
        // Never freed: the options point into them for as long as the decoder lives, as long as the process.
        var vector = Marshal.AllocHGlobal(nint.Size * arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
            Marshal.WriteIntPtr(vector, i * nint.Size, Marshal.StringToCoTaskMemUTF8(arguments[i]));
        return SphinxBase.cmd_ln_parse_r(0, PocketSphinx.ps_args(), arguments.Length, vector, isStrict: 1);
    }
}
