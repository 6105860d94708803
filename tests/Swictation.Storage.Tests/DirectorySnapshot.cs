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
            .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(File.ReadAllBytes(file))),
        StringComparer.Ordinal);
}
