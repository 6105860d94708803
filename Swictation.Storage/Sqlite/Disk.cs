using Swictation.Storage.Sqlite.Native;

namespace Swictation.Storage.Sqlite;

/// <summary>Waits until what was done to files is on the disk.</summary>
internal static class Disk
{
    /// <param name="path">No database that SQLite has open: closing the file drops the locks of SQLite.</param>
    public static void Sync(string path)
    {
        using var file = File.OpenHandle(path, access: FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>
    /// The names in a directory, which are no part of the files that they name. The framework opens no directory.
    /// </summary>
    public static void SyncDirectoryOf(string path)
    {
        using var directory = LibC.open(Path.GetDirectoryName(path)!, LibC.O_CLOEXEC_DIRECTORY);
        if (!directory.IsInvalid) RandomAccess.FlushToDisk(directory);
    }
}
