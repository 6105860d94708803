using Swictation.Plumbing.Hashing;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>
/// The SHA-256 of a model in hexadecimal digits, as <c>sha256sum</c> prints it for a model of one file; of several files
/// their contents one behind the other, in the order of their paths.
/// </summary>
internal static class ModelChecksum
{
    /// <summary>Null where one cannot be read: then it cannot be loaded either, and that is told.</summary>
    public static string? Of(IEnumerable<string> files)
    {
        try
        {
            var hash = new Sha256();
            var buffer = new byte[256 * 1024];
            foreach (var file in files)
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
                while (stream.Read(buffer) is > 0 and var count) hash.Append(buffer.AsSpan(0, count));
            }

            return Convert.ToHexStringLower(hash.Finish());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
