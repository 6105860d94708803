namespace Swictation.Plumbing.Files;

/// <summary>
/// A file of one line that is always as long, so that it can be written over in place, which a full disk allows. Its
/// owner's alone, and never a symbolic link.
/// </summary>
public static class LineInPlace
{
    /// <summary>The line; null for a link or a file of another length.</summary>
    /// <exception cref="IOException">It cannot be read; <see cref="FileNotFoundException"/> if it is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static string? Read(string path, int length) =>
        new FileInfo(path) is { LinkTarget: null } file && file.Length == length ? File.ReadAllText(path) : null;

    /// <summary>Puts a line in the place of the one that is there.</summary>
    /// <param name="line">With its newline.</param>
    /// <param name="isSynced">True to wait until it is on the disk.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> line, bool isSynced)
    {
        if (new FileInfo(path) is { LinkTarget: not null }) File.Delete(path);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            BufferSize = 0,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        file.Write(line);
        file.SetLength(line.Length);
        if (isSynced) file.Flush(flushToDisk: true);
    }
}
