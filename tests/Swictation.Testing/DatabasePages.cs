using System.Buffers.Binary;
using System.Text;

namespace Swictation.Testing;

/// <summary>Pages of a database file, for whoever writes one over another.</summary>
/// <param name="size">Bytes of a page.</param>
public sealed class DatabasePages(int size)
{
    /// <summary>Bytes of a page of a new log.</summary>
    public const int UsualSize = 1024;

    private const int SizeAt = 16;
    private const byte TableLeaf = 13;

    public int Size => size;

    /// <summary>Those of a database by what its header says.</summary>
    public static DatabasePages Of(string path) => Of(OtherProgram.ReadAllBytes(path));

    /// <inheritdoc cref="Of(string)"/>
    public static DatabasePages Of(ReadOnlySpan<byte> database) => new(BinaryPrimitives.ReadUInt16BigEndian(database[SizeAt..]));

    /// <summary>Index of the page with the newest of the rows that hold a text.</summary>
    public int FindNewest(ReadOnlySpan<byte> database, string text)
    {
        var marker = Encoding.UTF8.GetBytes(text);
        var (newest, found) = (0L, 0);
        for (var page = 1; page < database.Length / size; page++)
        {
            var bytes = database.Slice(page * size, size);
            if (bytes[0] != TableLeaf || bytes.IndexOf(marker) < 0) continue;
            if (LastRow(bytes) is var row && row > newest) (newest, found) = (row, page);
        }

        return found;
    }

    /// <summary>Writes one page over another.</summary>
    public void Copy(Span<byte> database, int from, int to) =>
        database.Slice(from * size, size).CopyTo(database[(to * size)..]);

    private long LastRow(ReadOnlySpan<byte> page)
    {
        var cells = BinaryPrimitives.ReadUInt16BigEndian(page[3..]);
        if (cells == 0 || cells > size / 4) return 0;
        var cell = BinaryPrimitives.ReadUInt16BigEndian(page[(8 + (2 * (cells - 1)))..]);
        var (_, behind) = ReadNumber(page, cell);
        return ReadNumber(page, behind).Value;
    }

    private (long Value, int Behind) ReadNumber(ReadOnlySpan<byte> page, int at)
    {
        long value = 0;
        while (at < size && page[at] >= 0x80) value = (value << 7) | (page[at++] & 0x7FL);
        return at < size ? ((value << 7) | page[at], at + 1) : (0, 0);
    }
}
