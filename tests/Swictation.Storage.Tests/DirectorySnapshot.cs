using Swictation.Testing;

namespace Swictation.Storage.Tests;

internal static class DirectorySnapshot
{
    /// <summary>Every file with its content, for telling whether anything has changed.</summary>
    public static SortedDictionary<string, string> Snapshot(this TemporaryDirectory directory) => new(
        Directory.EnumerateFiles(directory.Path)
            .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(File.ReadAllBytes(file))),
        StringComparer.Ordinal);
}
