using Swictation.Plumbing.Files;
using Swictation.Testing;

namespace Swictation.Storage.Tests;

internal static class DirectorySnapshot
{
    /// <summary>Every file with its content, for telling whether anything has changed.</summary>
    /// <param name="withLocks">False where a lock may be held: a file that is locked cannot be read.</param>
    public static SortedDictionary<string, string> Snapshot(
        this TemporaryDirectory directory, bool withLocks = true) => new(
        Directory.EnumerateFiles(directory.Path)
            .Where(file => withLocks || !file.EndsWith(".lock", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(Read(file))),
        StringComparer.Ordinal);

    /// <summary>
    /// A file as it is now, also where this process has locked it. Gives up the locks that SQLite has on it here.
    /// </summary>
    public static byte[] Read(string file)
    {
        using var stream = UnlockedFile.OpenRead(file);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
