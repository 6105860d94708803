namespace Swictation.Plumbing.Files;

/// <summary>
/// A directory in the one for temporary files, its owner's alone, which is removed when it is disposed of, and where the
/// process was killed by the next one that makes such a directory.
/// </summary>
public sealed class SweptDirectory : IDisposable
{
    private const string InUse = "in-use";

    private readonly LockedFile _inUse;

    private SweptDirectory(string path)
    {
        Path = path;
        _inUse = LockedFile.TakeOrMake(System.IO.Path.Combine(path, InUse), isOfDatabase: false)
            ?? throw new IOException("another process is in the directory that was just made");
    }

    public string Path { get; }

    /// <param name="prefix">How the names of such directories begin.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be made.</exception>
    public static SweptDirectory Make(string prefix)
    {
        Sweep(prefix);
        return new(Directory.CreateTempSubdirectory(prefix).FullName);
    }

    /// <summary>The name of a file in it.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        Remove(Path);
        _inUse.Dispose();
    }

    // Of processes that were killed: nobody has their lock. Those of other users cannot be opened.
    private static void Sweep(string prefix)
    {
        foreach (var left in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), $"{prefix}*"))
        {
            if (FileRights.Of(left) is not { IsOwn: true } || !LockedFile.TryTake(System.IO.Path.Combine(left, InUse), out var taken)) continue;
            using (taken)
            {
                if (taken is not null) Remove(left);
            }
        }
    }

    private static void Remove(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays until the next one sweeps it.
        }
    }
}
