using System.Globalization;

namespace Swictation.Plumbing.Files;

/// <summary>Another process that has a file open, by whatever name it reached it.</summary>
/// <param name="Id">Its process id.</param>
/// <param name="Name">Name of its program.</param>
public sealed record FileHolder(int Id, string Name)
{
    private const string Processes = "/proc";

    /// <summary>
    /// The first process that has what is at a path open, or a lock on it; null if none does, as far as that can be seen from
    /// here: the files of other users' processes cannot, their locks can.
    /// </summary>
    public static FileHolder? Find(string path)
    {
        if (FileState.Of(path, followsLink: false) is not { Key: var key }) return null;
        foreach (var process in Directory.EnumerateDirectories(Processes))
        {
            if (int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id != Environment.ProcessId
                && HasOpen(process, key))
                return new(id, NameOf(process));
        }

        return FileLocks.FindOther(key) is { } locking ? new(locking, NameOf($"{Processes}/{locking}")) : null;
    }

    /// <summary>A process by its number.</summary>
    public static FileHolder Of(int id) => new(id, NameOf($"{Processes}/{id}"));

    /// <summary>As it is said to people.</summary>
    public override string ToString() => $"{Name} (process {Id})";

    private static bool HasOpen(string process, FileKey key)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries($"{process}/fd")
                .Any(descriptor => FileState.Of(descriptor, followsLink: true)?.Key == key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's.
            return false;
        }
    }

    private static string NameOf(string process)
    {
        try
        {
            return new FileInfo($"{process}/exe").LinkTarget is { } program
                ? Path.GetFileName(program)
                : File.ReadAllText($"{process}/comm").Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "a process";
        }
    }
}
