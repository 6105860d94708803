using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Packages.Whisper;

/// <summary>
/// The files of Whisper's library in a directory. Builds for a graphics card have one more, and those that are made by hand
/// leave <c>-whisper</c> out of the names.
/// </summary>
internal static class WhisperFiles
{
    private const string End = ".so";
    private const string Mark = "-whisper";

    /// <summary>The paths, in the order in which they are to be loaded: each needs those before it.</summary>
    /// <exception cref="TranscriberException">One is missing.</exception>
    public static IReadOnlyList<string> In(string directory)
    {
        var (foundation, all, whisper) =
            (Find(directory, "libggml-base"), Find(directory, "libggml"), Path.Combine(directory, "libwhisper" + End));
        if (!File.Exists(whisper)) throw Missing(whisper);
        var devices = Directory.EnumerateFiles(directory, "libggml-*" + End)
            .Where(path => path != foundation && path != all).Order(StringComparer.Ordinal);
        return [foundation, .. devices, all, whisper];
    }

    private static string Find(string directory, string name)
    {
        var marked = Path.Combine(directory, name + Mark + End);
        if (File.Exists(marked)) return marked;
        var plain = Path.Combine(directory, name + End);
        return File.Exists(plain) ? plain : throw Missing(marked);
    }

    private static TranscriberException Missing(string path) =>
        new(path, "is missing; install Swictation again, or give another --whisper-library");
}
