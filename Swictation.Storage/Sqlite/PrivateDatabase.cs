using Swictation.Domain.Errors;

namespace Swictation.Storage.Sqlite;

/// <summary>
/// What was dictated is the user's own: nobody else may put a database in the place of theirs, or read it.
/// </summary>
internal static class PrivateDatabase
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Checks that the database is this user's and in a place where it stays so. Touches nothing.</summary>
    /// <exception cref="DatabaseOpenException">Another user could put something else there, or has.</exception>
    public static void EnsureOwn(string path)
    {
        foreach (var directory in new[] { path, TargetOf(path) }.Select(Path.GetDirectoryName))
        {
            if (FileRights.Of(directory!) is { LetsOthersReplace: true })
            {
                throw new DatabaseOpenException(
                    path,
                    $"other users can write to its directory; try: chmod go-w {directory}, or name a file elsewhere");
            }
        }

        foreach (var file in FilesOf(path))
        {
            if (FileRights.Of(file) is { IsOwn: false, User: var owner })
            {
                throw new DatabaseOpenException(
                    path, $"{Path.GetFileName(file)} belongs to user {owner}; run as that user or name another file");
            }
        }
    }

    /// <summary>Gives the database and the files beside it to their owner alone.</summary>
    /// <exception cref="UnauthorizedAccessException">The file system does not allow it.</exception>
    public static void Close(string path)
    {
        foreach (var file in FilesOf(path))
        {
            if (FileRights.Of(file) is { LetsOthersIn: true }) File.SetUnixFileMode(file, OwnerOnly);
        }
    }

    private static IEnumerable<string> FilesOf(string path) =>
        [path, DatabaseFile.WalOf(path), DatabaseFile.SharedMemoryOf(path), path + ".lock"];

    // A link may be replaced where it stands, and the file where the link leads to.
    private static string TargetOf(string path)
    {
        try
        {
            return new FileInfo(path) is { LinkTarget: not null } link
                ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName
                : path;
        }
        catch (IOException)
        {
            // A link that leads in a circle: there is nothing behind it that could be opened.
            return path;
        }
    }
}
