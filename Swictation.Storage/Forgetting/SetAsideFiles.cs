using System.IO.Enumeration;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Forgetting;

/// <summary>
/// Files that may hold what was said, are no part of the log any more, and are deleted by no program: damaged databases, those
/// of the original and those that a backup has replaced, what an import has left, and events that were put into the log later
/// than they happened. Whether they go is asked about each by its name.
/// </summary>
public static class SetAsideFiles
{
    private const string Unsaved = "swictation-unsaved-*.jsonl.stored";

    private const string Unreadable = "swictation-unsaved-*.jsonl";

    // Behind the name of the log.
    private static readonly string[] Marks = [".damaged-", ".original-", ".replaced-", ".importing"];

    /// <summary>Their full names, in order. Those of other users are none.</summary>
    /// <param name="databasePath">The log.</param>
    /// <param name="runtimeDirectory">Where events go that cannot be stored beside it; null where there is none.</param>
    public static IReadOnlyList<string> Find(string databasePath, string? runtimeDirectory)
    {
        var full = Path.GetFullPath(databasePath);
        var (beside, name) = (Path.GetDirectoryName(full)!, Path.GetFileName(full));
        var elsewhere = new[] { beside, runtimeDirectory, Path.GetTempPath() }.OfType<string>().Select(Path.GetFullPath).Distinct();
        return
        [
            .. Marks.SelectMany(mark => In(beside, $"{name}{mark}*"))
                .Concat(elsewhere.SelectMany(place => In(place, Unsaved)))
                .Where(path => FileState.FindOtherOwner(path) is null && new FileInfo(path).LinkTarget is null)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a file has a name like theirs, wherever it is; it need not be there.</summary>
    internal static bool IsNamedLikeOne(string databasePath, string path)
    {
        var (name, log) = (Path.GetFileName(path), Path.GetFileName(databasePath));
        return Array.Exists(Marks, mark => name.StartsWith(log + mark, StringComparison.Ordinal))
            || FileSystemName.MatchesSimpleExpression(Unsaved, name, ignoreCase: false)
            // One that cannot be read.
            || FileSystemName.MatchesSimpleExpression(Unreadable, name, ignoreCase: false);
    }

    private static IEnumerable<string> In(string directory, string pattern) =>
        Directory.Exists(directory) ? Directory.EnumerateFiles(directory, pattern) : [];
}
