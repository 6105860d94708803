namespace Swictation.Sockets.Listening;

/// <summary>
/// Makes sure that one process at a time does something about a path: an exclusive lock on the file <c>PATH.lock</c>
/// beside it. The system releases it when the process ends, however it ends. The file goes with the lock.
/// </summary>
public sealed class PathLock : IDisposable
{
    private const int EWouldBlock = 11;

    private readonly FileStream _file;

    private PathLock(FileStream file) => _file = file;

    /// <summary>Takes the lock; null if another process has it. Waits for nobody.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory is not writable.</exception>
    public static PathLock? TryTake(string path)
    {
        var name = path + ".lock";
        while (true)
        {
            if (TryOpen(name) is not { } file) return null;

            // Who held it until now has removed the file after it was opened here: this lock is on a file without a
            // name, and the next process would take another one.
            if (FileIdentity.Of(file.SafeFileHandle) == FileIdentity.Of(name)) return new(file);
            file.Dispose();
        }
    }

    public void Dispose()
    {
        // While it is still locked: afterwards it may be somebody else's already.
        if (FileIdentity.Of(_file.SafeFileHandle) == FileIdentity.Of(_file.Name)) File.Delete(_file.Name);
        _file.Dispose();
    }

    private static FileStream? TryOpen(string name)
    {
        try
        {
            return new FileStream(name, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (IOException e) when (e.HResult == EWouldBlock)
        {
            return null;
        }
    }
}
