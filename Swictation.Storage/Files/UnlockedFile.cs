using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Swictation.Storage.Files.Native;

namespace Swictation.Storage.Files;

/// <summary>
/// Opens a file for reading whoever has locked it, this process too: the framework asks for a lock of its own with
/// every file that it opens.
/// </summary>
internal static class UnlockedFile
{
    /// <param name="path">No database that SQLite has open: closing the file drops the locks of SQLite.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileStream OpenRead(string path)
    {
        SafeFileHandle file = LibC.open(path, LibC.O_CLOEXEC, 0);
        if (!file.IsInvalid) return new(file, FileAccess.Read, bufferSize: 0);

        var reason = Marshal.GetLastPInvokeErrorMessage();
        file.Dispose();
        throw new IOException($"{path} cannot be opened: {reason}");
    }
}
