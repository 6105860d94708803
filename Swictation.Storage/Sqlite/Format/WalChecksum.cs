using System.Buffers.Binary;

namespace Swictation.Storage.Sqlite.Format;

/// <summary>
/// The running checksum of SQLite's write-ahead log: each frame's is computed on from the one before it.
/// https://sqlite.org/fileformat2.html#walcksm
/// </summary>
internal readonly record struct WalChecksum(uint First, uint Second)
{
    public WalChecksum Add(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        var (first, second) = this;
        for (; bytes.Length >= 2 * sizeof(uint); bytes = bytes[(2 * sizeof(uint))..])
        {
            first += Word(bytes, isBigEndian) + second;
            second += Word(bytes[sizeof(uint)..], isBigEndian) + first;
        }

        return new(first, second);
    }

    /// <summary>As it stands in the file.</summary>
    public static WalChecksum Read(ReadOnlySpan<byte> bytes, bool isBigEndian = true) =>
        new(Word(bytes, isBigEndian), Word(bytes[sizeof(uint)..], isBigEndian));

    private static uint Word(ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
