using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Sqlite.Access;

/// <summary>Files that stand beside a database, or are read with it: they have to be its user's own.</summary>
public static class PrivateFiles
{
    /// <summary>Checks that none of some files is another user's. Touches nothing.</summary>
    /// <exception cref="DatabaseOpenException">One is; says which, and whose.</exception>
    public static void EnsureOwn(string databasePath, IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            if (FileState.FindOtherOwner(file) is not { } owner) continue;
            var isBeside = Path.GetDirectoryName(file) == Path.GetDirectoryName(databasePath);
            var remedy = file == databasePath || file == DatabaseFile.WalOf(databasePath)
                ? "run as that user"
                : "have that user or root move it away";
            throw new DatabaseOpenException(
                databasePath,
                $"{(isBeside ? Path.GetFileName(file) : file)} belongs to user {owner}; {remedy}, or name another file");
        }
    }
}
