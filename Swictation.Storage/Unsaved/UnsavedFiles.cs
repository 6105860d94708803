using Swictation.Plumbing.Files;

namespace Swictation.Storage.Unsaved;

/// <summary>Where files of events that could not be stored are, and what their names are.</summary>
public static class UnsavedFiles
{
    public const string Prefix = "swictation-unsaved-";
    public const string Extension = ".jsonl";

    internal const string New = ".new";
    internal const string Erasing = ".erasing";

    // Twice what can be held. Anybody may put a file into a directory for temporary files.
    private const long LargestFile = 64 * 1024 * 1024;

    /// <summary>The directories in which they may be, each once.</summary>
    /// <param name="runtimeDirectory">Null where there is none.</param>
    /// <param name="socketDirectory">That of the daemon's metrics socket; null where nobody knows.</param>
    public static IReadOnlyList<string> Places(string databasePath, string? runtimeDirectory, string? socketDirectory) =>
    [
        .. new[] { Path.GetDirectoryName(databasePath), runtimeDirectory, Path.GetTempPath(), socketDirectory }
            .OfType<string>()
            .Select(place => Path.GetFullPath(place).TrimEnd('/') + "/")
            .Distinct(),
    ];

    /// <summary>All paths with such a name in a directory, whatever stands there.</summary>
    public static IEnumerable<string> In(string place) => In(place, "");

    /// <summary>The files that there are, oldest first. Those of other users are none.</summary>
    public static IEnumerable<string> Find(IEnumerable<string> places) => places
        .SelectMany(In)
        .OrderBy(Path.GetFileName, StringComparer.Ordinal)
        .Where(IsOwn)
        .Where(path => new FileInfo(path).Length is > 0 and <= LargestFile);

    /// <summary>Removes what a process has left that was killed while it took words out of one.</summary>
    /// <exception cref="IOException">It cannot be written over.</exception>
    public static void Sweep(IEnumerable<string> places)
    {
        foreach (var place in places)
        {
            foreach (var left in In(place, New).Where(IsOwn)) Zeros.Delete(left);
            foreach (var left in In(place, Erasing).Where(IsOwn)) Remove(left, left[..^Erasing.Length]);
        }
    }

    // Another name of the same file until the new one has its own.
    internal static void Remove(string erasing, string path)
    {
        if (FileState.Of(erasing, followsLink: false)?.Key == FileState.Of(path, followsLink: false)?.Key) File.Delete(erasing);
        else Zeros.Delete(erasing);
    }

    private static bool IsOwn(string path) =>
        FileState.FindOtherOwner(path) is null && new FileInfo(path) is { LinkTarget: null, Exists: true };

    private static IEnumerable<string> In(string place, string behind) =>
        Directory.Exists(place) ? Directory.EnumerateFileSystemEntries(place, $"{Prefix}*{Extension}{behind}") : [];
}
