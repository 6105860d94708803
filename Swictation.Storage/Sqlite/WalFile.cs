using System.Buffers.Binary;
using Swictation.Plumbing.Files;

namespace Swictation.Storage.Sqlite;

/// <summary>
/// The write-ahead log as a file. Not the database itself: closing that would give up the locks that SQLite has on it.
/// </summary>
internal sealed class WalFile(string databasePath)
{
    // https://sqlite.org/fileformat2.html#the_write_ahead_log
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const int SaltsInHeader = 16;
    private const int SaltsInFrame = 8;
    private const int SaltsBytes = 8;

    // As long as a header, and none: whoever opens the database passes over the file.
    private static ReadOnlySpan<byte> NotInForce => "swictation: all is in database.\n"u8;

    private readonly string _path = DatabaseFile.WalOf(databasePath);

    public long Length => new FileInfo(_path) is { Exists: true } file ? file.Length : 0;

    /// <summary>
    /// The pages that were written since the write-ahead log was begun anew, or more: what was there before is in the database. Exact
    /// for the holder of the writing connection; for others, what they see of it.
    /// </summary>
    public IReadOnlySet<uint> ReadPages(int pageSize)
    {
        var pages = new HashSet<uint>();
        if (Length == 0) return pages;
        using var file = File.OpenHandle(_path, access: FileAccess.Read, share: FileShare.ReadWrite);
        Span<byte> salts = stackalloc byte[SaltsBytes];
        if (RandomAccess.Read(file, salts, SaltsInHeader) < salts.Length) return pages;
        Span<byte> frame = stackalloc byte[SaltsInFrame + SaltsBytes];
        for (var at = (long)HeaderBytes; RandomAccess.Read(file, frame, at) == frame.Length; at += FrameHeaderBytes + pageSize)
        {
            if (!frame[SaltsInFrame..].SequenceEqual(salts)) break;
            pages.Add(BinaryPrimitives.ReadUInt32BigEndian(frame));
        }

        return pages;
    }

    /// <summary>Whether a beginning is the one that <see cref="Overwrite"/> leaves: nothing of the file is in force.</summary>
    public static bool IsOverwritten(ReadOnlySpan<byte> header) => header.SequenceEqual(NotInForce);

    /// <summary>
    /// Writes over all of it, and waits until that is on the disk. For the holder of the writing connection, and only when the
    /// write-ahead log has been restarted: none of its frames is in force then. The header goes first and by itself: with it, the
    /// frames that happen to be left would be taken for the newest pages.
    /// </summary>
    public void Overwrite()
    {
        if (Length == 0) return;
        using var file = File.OpenHandle(_path, access: FileAccess.ReadWrite, share: FileShare.ReadWrite);
        RandomAccess.Write(file, NotInForce, fileOffset: 0);
        RandomAccess.FlushToDisk(file);
        Zeros.Write(file, HeaderBytes, RandomAccess.GetLength(file) - HeaderBytes);
        RandomAccess.FlushToDisk(file);
    }

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
