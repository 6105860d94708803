using System.Runtime.InteropServices;
using Swictation.Plumbing.Files.Native;

namespace Swictation.Plumbing.Files;

/// <summary>
/// Opens a file for reading although a process, maybe this one, has locked it: the framework asks for a lock of its own with
/// every file that it opens.
/// </summary>
public static class UnlockedFile
{
    /// <param name="path">No database that SQLite has open: closing the file drops the locks of SQLite.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileStream OpenRead(string path) => OpenRead(path, LibC.O_CLOEXEC);

    /// <summary>The same without following a symbolic link, and without waiting for a writer of a FIFO.</summary>
    /// <inheritdoc cref="OpenRead(string)"/>
    public static FileStream OpenReadItself(string path) =>
        OpenRead(path, LibC.O_NOFOLLOW | LibC.O_NONBLOCK | LibC.O_CLOEXEC);

    private static FileStream OpenRead(string path, int flags)
    {
        var file = LibC.open(path, flags, 0);
        if (!file.IsInvalid) return new(file, FileAccess.Read, bufferSize: 0);

        var reason = Marshal.GetLastPInvokeErrorMessage();
        file.Dispose();
        throw new IOException($"{path} cannot be opened: {reason}");
    }
}
