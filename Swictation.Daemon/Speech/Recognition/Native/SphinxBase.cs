using System.Runtime.InteropServices;

namespace Swictation.Daemon.Speech.Recognition.Native;

/// <summary>libsphinxbase: PocketSphinx's command line and logging.</summary>
internal static partial class SphinxBase
{
    public const string Library = "libsphinxbase.so.3";

    /// <summary>
    /// Parses options given as <c>-name value</c>; takes an argument vector, so no variadic call is needed.
    /// </summary>
    /// <param name="existing">0 for a new set of options.</param>
    /// <param name="definitions">From <see cref="PocketSphinx.ps_args"/>.</param>
    /// <param name="count">Length of <paramref name="arguments"/>, of which the first is a program name.</param>
    /// <param name="arguments">Must stay where they are while the options are in use: they are not all copied.</param>
    /// <param name="isStrict">Not 0: unknown options are an error.</param>
    [LibraryImport(Library)]
    public static partial SphinxOptionsHandle cmd_ln_parse_r(
        nint existing, nint definitions, int count, nint arguments, int isStrict);

    [LibraryImport(Library)]
    internal static partial int cmd_ln_free_r(nint options);

    /// <summary>
    /// Where messages and settings are printed, as a FILE*; 0 for nowhere.
    /// </summary>
    [LibraryImport(Library)]
    public static partial void err_set_logfp(nint stream);
}
