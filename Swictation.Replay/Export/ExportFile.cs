using Swictation.Replay.Errors;

namespace Swictation.Replay.Export;

/// <summary>The file that an export goes to.</summary>
internal static class ExportFile
{
    /// <summary>Makes the file. UTF-8 without byte order mark.</summary>
    /// <param name="overwrite">Replace a file that exists.</param>
    /// <exception cref="ExportFailedException">It cannot be made, or exists already.</exception>
    public static StreamWriter Create(string path, bool overwrite)
    {
        try
        {
            return new(new FileStream(path, overwrite ? FileMode.Create : FileMode.CreateNew, FileAccess.Write));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExportFailedException(path, Explain(path, e));
        }
    }

    /// <summary>Whether a directory is meant: one that is there, or a name that ends in a slash.</summary>
    public static bool IsDirectory(string path) => path.EndsWith('/') || Directory.Exists(path);

    /// <summary>Makes the file in a directory, and the directory where it is not there.</summary>
    /// <exception cref="ExportFailedException">It cannot be made, or exists already.</exception>
    public static StreamWriter CreateIn(string directory, string name, bool overwrite)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ExportFailedException(directory, $"cannot be made: {e.Message}");
        }

        return Create(Path.Combine(directory, name), overwrite);
    }

    private static string Explain(string path, Exception error)
    {
        if (Directory.Exists(path)) return "is a directory; name a file";
        if (error is DirectoryNotFoundException) return "its directory does not exist; create it or name another file";
        return error is IOException && File.Exists(path)
            ? "the file exists already; give --force to overwrite it, or name another one"
            : $"cannot be written: {error.Message}";
    }
}
