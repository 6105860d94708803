namespace Swictation.Storage.Sqlite;

/// <summary>
/// The write-ahead log as a file. Not the database itself: closing that would give up the locks that SQLite has on it.
/// </summary>
internal sealed class WalFile(string databasePath)
{
    private readonly string _path = DatabaseFile.WalOf(databasePath);

    public long Length => new FileInfo(_path) is { Exists: true } file ? file.Length : 0;

    /// <summary>
    /// Waits until all of it is on the disk. A checkpoint does this too, but while it has the writing connection: done
    /// before, it has little left to wait for.
    /// </summary>
    public void Flush()
    {
        if (Length == 0) return;
        using var file = File.OpenHandle(_path, access: FileAccess.ReadWrite, share: FileShare.ReadWrite);
        RandomAccess.FlushToDisk(file);
    }
}
