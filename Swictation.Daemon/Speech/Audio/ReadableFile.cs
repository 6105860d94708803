using Swictation.Domain.Errors;

namespace Swictation.Daemon.Speech.Audio;

/// <summary>Gives the reason, which decoders do not give, why there is no file to decode.</summary>
internal static class ReadableFile
{
    /// <exception cref="AudioSourceException">It is missing, a directory, empty, or not to be read.</exception>
    public static void ThrowIfNone(string path)
    {
        if (Directory.Exists(path)) throw new AudioSourceException(path, "is a directory; give a sound file");
        if (!File.Exists(path)) throw new AudioSourceException(path, "does not exist; check the path");
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length == 0) throw new AudioSourceException(path, "is empty; give a file that holds audio");
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new AudioSourceException(path, "cannot be opened for reading; check its permissions");
        }
    }
}
