using System.Buffers.Binary;

namespace Swictation.Storage.Sqlite.Format;

/// <summary>
/// The state of a write-ahead log by its index, <c>-shm</c>. SQLite throws it away when a database is opened
/// after a crash; it is the only witness of how long the log has been. https://sqlite.org/walformat.html#walidxfmt
/// </summary>
/// <param name="Frames">Frames that were committed.</param>
/// <param name="Salts">The generation of frames that it is about.</param>
internal readonly record struct WalIndex(uint Frames, uint Backfilled, ulong Salts)
{
    private const int CopyBytes = 48;
    private const int SummedBytes = 40;
    private const int BackfilledAt = 2 * CopyBytes;

    /// <summary>Null where there is none, or none that can be believed.</summary>
    public static WalIndex? Read(string databasePath)
    {
        var path = DatabaseFile.SharedMemoryOf(databasePath);
        if (!File.Exists(path)) return null;

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> start = stackalloc byte[BackfilledAt + sizeof(uint)];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length) return null;

        var copy = start[..CopyBytes];
        var isWhole = copy.SequenceEqual(start[CopyBytes..BackfilledAt])
            && default(WalChecksum).Add(copy[..SummedBytes], isBigEndian: false)
                == WalChecksum.Read(copy[SummedBytes..], isBigEndian: false);
        return isWhole
            ? new(
                BinaryPrimitives.ReadUInt32LittleEndian(copy[16..]),
                BinaryPrimitives.ReadUInt32LittleEndian(start[BackfilledAt..]),
                BinaryPrimitives.ReadUInt64LittleEndian(copy[32..]))
            : null;
    }
}
