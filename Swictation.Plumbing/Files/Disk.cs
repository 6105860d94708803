using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Swictation.Plumbing.Files.Native;

namespace Swictation.Plumbing.Files;

/// <summary>Names of files, and waiting until what was done to files is on the disk.</summary>
public static class Disk
{
    /// <summary>Gives a file a second name on its file system.</summary>
    /// <exception cref="IOException">That name is taken, or the file system knows no second names.</exception>
    public static void Link(string path, string name)
    {
        if (LibC.link(path, name) != 0)
            throw new IOException($"{name} cannot be made: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <param name="path">No database that SQLite has open: closing the file drops the locks of SQLite.</param>
    public static void Sync(string path)
    {
        using var file = File.OpenHandle(path, access: FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Syncs the contents and the length of a file without its times, which .NET would sync too.</summary>
    /// <exception cref="IOException">The part that is on the disk is unknown; gives the reason, without the path.</exception>
    public static void SyncData(SafeFileHandle file)
    {
        if (LibC.fdatasync(file) != 0) throw new IOException(Marshal.GetLastPInvokeErrorMessage());
    }

    /// <summary>
    /// The names in a directory, which are no part of the files that they name. The framework opens no directory.
    /// </summary>
    /// <exception cref="IOException">It is unknown whether they are there; gives the reason, without the path.</exception>
    public static void SyncDirectory(string directory)
    {
        using var opened = LibC.open(directory, LibC.O_CLOEXEC_DIRECTORY, 0);
        if (opened.IsInvalid || LibC.fsync(opened) != 0) throw new IOException(Marshal.GetLastPInvokeErrorMessage());
    }

    /// <summary>The same for the directory that a file is in, as far as the file system can do it.</summary>
    public static void SyncDirectoryOf(string path)
    {
        using var directory = LibC.open(Path.GetDirectoryName(path)!, LibC.O_CLOEXEC_DIRECTORY, 0);
        if (!directory.IsInvalid) RandomAccess.FlushToDisk(directory);
    }
}
