namespace Swictation.Plumbing.Files;

/// <summary>Files that nobody but their owner can read.</summary>
public static class OwnFile
{
    /// <summary>Makes one that was not there, to be written.</summary>
    /// <exception cref="IOException">It is there already, or cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be made.</exception>
    public static FileStream Make(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });
}
