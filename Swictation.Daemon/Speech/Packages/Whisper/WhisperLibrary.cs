using System.Runtime.InteropServices;
using Swictation.Domain.Errors;
using Whisper.net;
using Whisper.net.LibraryLoader;

namespace Swictation.Daemon.Speech.Packages.Whisper;

/// <summary>
/// Loads Whisper's library from beside the executable, or from another directory. Whisper.net would look for it in folders
/// of its own, and would ask the compiled code instead of the processor whether it can run: native code is compiled for the
/// oldest processor of its kind and always answers no.
/// </summary>
internal static class WhisperLibrary
{
    /// <summary>The one with which Whisper.net can be used: it hands structures over whose form is no part of a contract.</summary>
    private const string Version = "1.8.5";

    private static readonly string[] NeededFlags = ["avx", "avx2", "fma", "f16c"];

    private static readonly Lock Loading = new();
    private static string? _loadedFrom;

    private static string Ours => AppContext.BaseDirectory;

    /// <summary>May be called again; the library is loaded once in a process.</summary>
    /// <param name="directory">Of another build; null for ours.</param>
    /// <exception cref="TranscriberException">
    /// It is missing or broken, of another version, a library that it needs is missing, or the processor is too old for it.
    /// </exception>
    public static void Load(string? directory)
    {
        lock (Loading)
        {
            if (_loadedFrom == (directory ?? Ours)) return;
            if (_loadedFrom is not null)
                throw new TranscriberException(directory ?? Ours, $"the library is loaded from {_loadedFrom} already");

            var whisper = LoadFiles(UsableFiles(directory));
            ThrowIfOtherVersion(whisper, directory ?? Ours);
            NativeLibrary.SetDllImportResolver(typeof(WhisperFactory).Assembly, (_, _, _) => whisper);
            RuntimeOptions.LoadedLibrary = RuntimeLibrary.Cpu; // Whisper.net: loaded already, do not search.
            _loadedFrom = directory ?? Ours;
        }
    }

    /// <summary>Why it cannot be loaded on this machine, as far as that shows without loading it; null if nothing is in the way.</summary>
    /// <inheritdoc cref="Load" path="/param"/>
    public static string? Obstacle(string? directory)
    {
        try
        {
            _ = UsableFiles(directory);
        }
        catch (TranscriberException e)
        {
            return e.Message;
        }

        return NativeLibrary.TryLoad("libgomp.so.1", out _) ? null : "libgomp is missing; install it with: apt install libgomp1";
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

    // Another build may be for another processor.
    private static IReadOnlyList<string> UsableFiles(string? directory)
    {
        if (directory is null && RuntimeInformation.ProcessArchitecture == Architecture.X64)
            ThrowIfTooOld(File.ReadLines("/proc/cpuinfo"));
        return WhisperFiles.In(directory ?? Ours);
    }

    private static nint LoadFiles(IEnumerable<string> files)
    {
        nint last = 0;
        foreach (var path in files)
        {
            try
            {
                last = NativeLibrary.Load(path);
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                throw new TranscriberException(path, Reason(e.Message));
            }
        }

        return last;
    }

    private static unsafe void ThrowIfOtherVersion(nint whisper, string directory)
    {
        var version = NativeLibrary.TryGetExport(whisper, "whisper_version", out var ask)
            ? Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)ask)())
            : null;
        if (version == Version) return;
        throw new TranscriberException(
            directory,
            $"holds version {version ?? "(unknown)"} of Whisper's library, and {Version} is needed; take that of the package "
                + "Whisper.net.Runtime for your graphics card, or a server: docs/models.md");
    }

    private static string Reason(string message) =>
        message.Contains("libgomp", StringComparison.Ordinal)
            ? "cannot be loaded because libgomp is missing; install it with: apt install libgomp1"
            : $"cannot be loaded ({message.ReplaceLineEndings(" ")}); install it again, and what it needs";
}
