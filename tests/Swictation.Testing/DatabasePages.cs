using System.Buffers.Binary;
using System.Text;

namespace Swictation.Testing;

/// <summary>Pages of a database file, for whoever writes one over another.</summary>
public static class DatabasePages
{
    /// <summary>Bytes of a page.</summary>
    public const int Size = 4096;

    private const byte TableLeaf = 13;

    /// <summary>Index of the page with the newest of the rows that hold a text.</summary>
    public static int FindNewest(ReadOnlySpan<byte> database, string text)
    {
        var marker = Encoding.UTF8.GetBytes(text);
        var (newest, found) = (0L, 0);
        for (var page = 1; page < database.Length / Size; page++)
        {
            var bytes = database.Slice(page * Size, Size);
            if (bytes[0] != TableLeaf || bytes.IndexOf(marker) < 0) continue;
            if (LastRow(bytes) is var row && row > newest) (newest, found) = (row, page);
        }

        return found;
    }

    /// <summary>Writes one page over another.</summary>
    public static void Copy(Span<byte> database, int from, int to) =>
        database.Slice(from * Size, Size).CopyTo(database[(to * Size)..]);

    private static long LastRow(ReadOnlySpan<byte> page)
    {
        var cells = BinaryPrimitives.ReadUInt16BigEndian(page[3..]);
        if (cells is 0 or > Size / 4) return 0;
        var cell = BinaryPrimitives.ReadUInt16BigEndian(page[(8 + (2 * (cells - 1)))..]);
        var (_, behind) = ReadNumber(page, cell);
        return ReadNumber(page, behind).Value;
    }

    private static (long Value, int Behind) ReadNumber(ReadOnlySpan<byte> page, int at)
    {
        long value = 0;
        while (at < Size && page[at] >= 0x80) value = (value << 7) | (page[at++] & 0x7FL);
        return at < Size ? ((value << 7) | page[at], at + 1) : (0, 0);
    }
}
