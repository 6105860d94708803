using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>
/// Checks the files of an acoustic model as far as their first bytes. PocketSphinx ends the process when one of them
/// is not what its name says, so that has to be found before.
/// </summary>
internal static class AcousticModelFiles
{
    /// <exception cref="TranscriberException">A file is missing or something else; names it.</exception>
    public static void ThrowIfBroken(string directory)
    {
        // A definition in binary form, in either byte order; or as text, which begins with its version or a comment.
        ThrowIfNot(directory, "mdef", "BMDF", "FDMB", "0.3", "#");
        ThrowIfNot(directory, "means", "s3\n");
        ThrowIfNot(directory, "variances", "s3\n");
        ThrowIfNot(directory, "transition_matrices", "s3\n");
        if (!File.Exists(Path.Combine(directory, "sendump"))) ThrowIfNot(directory, "mixture_weights", "s3\n");
    }

    private static void ThrowIfNot(string directory, string name, params string[] beginnings)
    {
        var path = Path.Combine(directory, name);
        if (!File.Exists(path)) throw Broken(path, "is missing");

        using var file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        var text = System.Text.Encoding.Latin1.GetString(start);
        if (!beginnings.Any(beginning => text.StartsWith(beginning, StringComparison.Ordinal)))
            throw Broken(path, "is no file of an acoustic model");
    }

    private static TranscriberException Broken(string path, string what) =>
        new(path, $"{what}; install the model again or give another directory");
}
