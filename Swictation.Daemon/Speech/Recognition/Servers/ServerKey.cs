using System.Text;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Speech.Recognition.Servers;

/// <summary>The key that a server asks for. It stands in no message, in no log and on no command line.</summary>
internal static class ServerKey
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const int LongestFile = 4096;

    /// <summary>The key of a file, else the one given; null for none.</summary>
    /// <param name="given">The value of the variable.</param>
    /// <exception cref="TranscriberException">The file cannot be read, is open to others or holds no key.</exception>
    public static string? Read(string? file, string? given)
    {
        if (file is not null) return ReadFile(file);
        if (string.IsNullOrEmpty(given)) return null;
        return IsKey(given) ? given : throw new TranscriberException(
            SettingName.ServerKeyVariable, "is no key: it has blanks or characters that no key has");
    }

    private static string ReadFile(string file)
    {
        try
        {
            using var handle = File.OpenHandle(file);
            if ((File.GetUnixFileMode(handle) & Others) != 0)
                throw new TranscriberException(file, "holds a key and is open to other users; chmod 600 it");

            var bytes = new byte[LongestFile];
            var key = Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(handle, bytes, fileOffset: 0)).Trim();
            return IsKey(key) ? key : throw new TranscriberException(file, "holds no key; write it there, on one line");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TranscriberException(file, $"cannot be read ({e.Message})");
        }
    }

    private static bool IsKey(string text) => text.Length > 0 && text.All(character => character is > ' ' and < '\x7f');
}
