using System.Runtime.InteropServices;
using Swictation.Daemon.Recognition.Native;
using Swictation.Domain.Errors;

namespace Swictation.Daemon.Recognition;

/// <summary>Starts a PocketSphinx decoder on a model directory.</summary>
internal static class PocketSphinxLoader
{
    /// <exception cref="TranscriberException">The library or a part of the model is missing or broken.</exception>
    public static SphinxDecoderHandle Load(string directory)
    {
        var model = PocketSphinxModel.Find(directory);
        try
        {
            return Load(directory, model);
        }
        catch (DllNotFoundException e)
        {
            throw e.Message.Contains(SphinxBase.Library, StringComparison.Ordinal)
                ? Missing(SphinxBase.Library, SphinxBase.DebianPackage)
                : Missing(PocketSphinx.Library, PocketSphinx.DebianPackage);
        }
    }

    private static SphinxDecoderHandle Load(string directory, PocketSphinxModel model)
    {
        // The library reports on everything it does, also where options say -logfn: before they are read.
        SphinxBase.err_set_logfp(0);
        string[] arguments =
        [
            "swictation-daemon",
            "-hmm", model.AcousticModel,
            "-lm", model.LanguageModel,
            "-dict", model.Dictionary,
            "-logfn", "/dev/null",
            // Its noise removal costs words on clean speech: 73 % of the LibriVox sentences' words in order with it, 76 %
            // without. Beams, weights and passes other than the default did not help, or cost time for nothing.
            "-remove_noise", "no",
        ];
        using var options = Parse(arguments);
        var decoder = options.IsInvalid ? null : PocketSphinx.ps_init(options);
        if (decoder is { IsInvalid: false }) return decoder;

        decoder?.Dispose();
        throw new TranscriberException(
            directory,
            "holds a model that PocketSphinx cannot load (a file is broken or of another version); give another directory, or install the model again");
    }

    private static SphinxOptionsHandle Parse(string[] arguments)
    {
        // Never freed: the options point into them for as long as the decoder lives, which is as long as the process.
        var vector = Marshal.AllocHGlobal(nint.Size * arguments.Length);
        for (var i = 0; i < arguments.Length; i++)
            Marshal.WriteIntPtr(vector, i * nint.Size, Marshal.StringToCoTaskMemUTF8(arguments[i]));
        return SphinxBase.cmd_ln_parse_r(0, PocketSphinx.ps_args(), arguments.Length, vector, isStrict: 1);
    }

    private static TranscriberException Missing(string library, string debianPackage) =>
        new(library, $"is missing; install it with: apt install {debianPackage}");
}
