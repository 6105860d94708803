using Microsoft.Win32.SafeHandles;

namespace Swictation.Plumbing.Files;

/// <summary>
/// Removes contents of files by writing zeros over them. What a file system keeps elsewhere (a journal, snapshots, blocks that
/// it has copied) is out of reach.
/// </summary>
public static class Zeros
{
    private static readonly byte[] Block = new byte[64 * 1024];

    /// <summary>Writes zeros over a stretch of a file.</summary>
    public static void Write(SafeFileHandle file, long offset, long length)
    {
        for (var end = offset + length; offset < end; offset += Block.Length)
            RandomAccess.Write(file, Block.AsSpan(0, (int)Math.Min(Block.Length, end - offset)), offset);
    }

    /// <summary>Writes zeros over a stretch of a file as far as it goes, and waits until they are on the disk.</summary>
    /// <returns>False where there is no such file.</returns>
    /// <exception cref="IOException">It cannot be written to.</exception>
    public static bool TryWrite(string path, long first, long last)
    {
        if (!File.Exists(path)) return false;
        using var file = File.OpenHandle(path, access: FileAccess.ReadWrite, share: FileShare.ReadWrite | FileShare.Delete);
        Write(file, first, Math.Min(last + 1, RandomAccess.GetLength(file)) - first);
        RandomAccess.FlushToDisk(file);
        return true;
    }

    /// <summary>Writes zeros over all of a file and deletes it. One that is not there is gone.</summary>
    /// <exception cref="IOException">It cannot be written to, or not be deleted.</exception>
    public static void Delete(string path)
    {
        if (!TryWrite(path, 0, long.MaxValue - 1)) return;
        File.Delete(path);
        Disk.SyncDirectoryOf(path);
    }
}
