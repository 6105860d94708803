using System.IO.Enumeration;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Forgetting;

/// <summary>
/// Files that may hold what was said, are no part of the log any more, and are deleted by no program: damaged databases and
/// those of the original that were set aside, and events that were put into the log later than they happened. Whether they
/// go is asked about each by its name.
/// </summary>
public static class SetAsideFiles
{
    private const string Damaged = ".damaged-";
    private const string Original = ".original-";
    private const string Replaced = ".replaced-";
    private const string Importing = ".importing";
    private const string Unsaved = "swictation-unsaved-*.jsonl.stored";

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
            .. In(beside, $"{name}{Damaged}*")
                .Concat(In(beside, $"{name}{Original}*"))
                .Concat(In(beside, $"{name}{Replaced}*"))
                .Concat(In(beside, $"{name}{Importing}*"))
                .Concat(elsewhere.SelectMany(place => In(place, Unsaved)))
                .Where(path => FileState.FindOtherOwner(path) is null && new FileInfo(path).LinkTarget is null)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a file has a name like theirs, wherever it is; it need not be there.</summary>
    internal static bool IsNamedLikeOne(string databasePath, string path)
    {
        var (name, log) = (Path.GetFileName(path), Path.GetFileName(databasePath));
        return name.StartsWith(log + Damaged, StringComparison.Ordinal)
            || name.StartsWith(log + Original, StringComparison.Ordinal)
            || name.StartsWith(log + Replaced, StringComparison.Ordinal)
            || name.StartsWith(log + Importing, StringComparison.Ordinal)
            || FileSystemName.MatchesSimpleExpression(Unsaved, name, ignoreCase: false);
    }

    private static IEnumerable<string> In(string directory, string pattern) =>
        Directory.Exists(directory) ? Directory.EnumerateFiles(directory, pattern) : [];
}
