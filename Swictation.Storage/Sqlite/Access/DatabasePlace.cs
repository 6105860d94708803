using Swictation.Domain.Errors;
using Swictation.Plumbing.Files;
using Swictation.Plumbing.Text;

namespace Swictation.Storage.Sqlite.Access;

/// <summary>Where a database is to be: tells what SQLite would not, before it is asked.</summary>
internal static class DatabasePlace
{
    /// <summary>Looks whether a database can stand at a path; makes nothing.</summary>
    /// <exception cref="DatabaseOpenException">It cannot; says what to do.</exception>
    public static void Ensure(string path)
    {
        EnsureNoDirectory(path);
        var directory = Path.GetDirectoryName(path)!;
        if (Directory.Exists(directory)) return;

        EnsureNoFile(path, directory);
        throw new DatabaseOpenException(
            path, $"its directory does not exist; create it with: mkdir -p {ShellWord.Of(directory)}");
    }

    /// <summary>The same where the directory is made if it is missing, and has to be written to.</summary>
    /// <inheritdoc cref="Ensure"/>
    public static void EnsureWritable(string path, bool makesDirectory)
    {
        if (!makesDirectory) Ensure(path);
        EnsureNoDirectory(path);
        EnsureNoFile(path, Path.GetDirectoryName(path)!);
        var directory = Nearest(Path.GetDirectoryName(path)!);
        if (!FileRights.MayWrite(directory))
            throw new DatabaseOpenException(path, $"the directory {directory} is not writable; name another file");
    }

    private static void EnsureNoDirectory(string path)
    {
        if (Directory.Exists(path) || path.EndsWith('/'))
            throw new DatabaseOpenException(path, "is a directory; name a database file");
    }

    private static void EnsureNoFile(string path, string directory)
    {
        if (Nearest(directory) is var nearest && !Directory.Exists(nearest))
            throw new DatabaseOpenException(path, $"{nearest} is a file and no directory; name another place");
    }

    /// <summary>The path itself, or the first above it at which there is something.</summary>
    private static string Nearest(string path)
    {
        while (!Path.Exists(path)) path = Path.GetDirectoryName(path)!;
        return path;
    }
}
