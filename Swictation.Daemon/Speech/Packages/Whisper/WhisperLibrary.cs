using System.Runtime.InteropServices;
using Swictation.Domain.Errors;
using Whisper.net;
using Whisper.net.LibraryLoader;

namespace Swictation.Daemon.Speech.Packages.Whisper;

/// <summary>
/// Loads Whisper's library from beside the executable. Whisper.net would look for it in folders of its own, and would
/// ask the compiled code instead of the processor whether it can run: native code is compiled for the oldest processor
/// of its kind and always answers no.
/// </summary>
internal static class WhisperLibrary
{
    // Each needs those before it, and finds them by name once they are loaded.
    private static readonly string[] Files =
        ["libggml-base-whisper.so", "libggml-cpu-whisper.so", "libggml-whisper.so", "libwhisper.so"];

    private static readonly string[] NeededFlags = ["avx", "avx2", "fma", "f16c"];

    private static readonly Lazy<nint> Loaded = new(LoadFiles);

    /// <summary>May be called again; the library is loaded once in a process.</summary>
    /// <exception cref="TranscriberException">
    /// It is missing or broken, a library that it needs is missing, or the processor is too old for it.
    /// </exception>
    public static void Load()
    {
        if (!Loaded.IsValueCreated && RuntimeInformation.ProcessArchitecture == Architecture.X64)
            ThrowIfTooOld(File.ReadLines("/proc/cpuinfo"));
        _ = Loaded.Value;
    }

    /// <param name="cpuInfo">The lines of <c>/proc/cpuinfo</c>, whose flags say what processor and kernel allow.</param>
    /// <exception cref="TranscriberException">The processor lacks what Whisper's library was compiled for.</exception>
    internal static void ThrowIfTooOld(IEnumerable<string> cpuInfo)
    {
        var flags = cpuInfo.FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal))?
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        var lacking = NeededFlags.Except(flags).ToArray();
        if (lacking.Length == 0) return;
        throw new TranscriberException(
            "libwhisper",
            $"needs a processor with {string.Join(", ", lacking)}; use --transcriber pocketsphinx or command:CMDLINE");
    }

    private static nint LoadFiles()
    {
        nint whisper = 0;
        foreach (var file in Files)
        {
            var path = Path.Combine(AppContext.BaseDirectory, file);
            try
            {
                whisper = NativeLibrary.Load(path);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                throw new TranscriberException(path, Reason(path, e.Message));
            }
        }

        NativeLibrary.SetDllImportResolver(typeof(WhisperFactory).Assembly, (_, _, _) => whisper);
        RuntimeOptions.LoadedLibrary = RuntimeLibrary.Cpu; // Whisper.net: loaded already, do not search.
        return whisper;
    }

    private static string Reason(string path, string message) =>
        !File.Exists(path) ? "is missing; install Swictation again"
        : message.Contains("libgomp", StringComparison.Ordinal)
            ? "cannot be loaded because libgomp is missing; install it with: apt install libgomp1"
            : $"cannot be loaded ({message.ReplaceLineEndings(" ")}); install Swictation again";
}
