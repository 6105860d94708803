using System.Buffers.Binary;

namespace Swictation.Storage.Sqlite.Format;

/// <summary>
/// Finds the rows in a page of a table, in SQLite's file format, and believes nothing that it reads: what does not fit
/// is passed over. https://sqlite.org/fileformat2.html#b_tree_pages
/// </summary>
internal sealed class RowReader(DatabaseImage image)
{
    private const int FileHeaderBytes = 100;
    private const int PageHeaderBytes = 8;
    private const byte TableLeaf = 0x0D;
    private const long LongestRow = 64 * 1024 * 1024;

    private readonly byte[] _overflowPage = new byte[image.PageSize];
    private byte[] _payload = new byte[image.PageSize];

    public delegate void RowFound(long rowId, ReadOnlySpan<byte> record);

    public void ReadRows(in PageImage page, RowFound found)
    {
        var bytes = page.Bytes.AsSpan();
        var header = page.Number == 1 ? FileHeaderBytes : 0;
        if (bytes[header] != TableLeaf) return;

        var cells = BinaryPrimitives.ReadUInt16BigEndian(bytes[(header + 3)..]);
        for (var cell = 0; cell < cells; cell++)
        {
            var pointer = header + PageHeaderBytes + (cell * sizeof(ushort));
            if (pointer + sizeof(ushort) > bytes.Length) return;
            var start = BinaryPrimitives.ReadUInt16BigEndian(bytes[pointer..]);
            if (start < bytes.Length) ReadCell(bytes[start..], found);
        }
    }

    private void ReadCell(ReadOnlySpan<byte> cell, RowFound found)
    {
        if (!Varint.TryRead(ref cell, out var length) || !Varint.TryRead(ref cell, out var rowId)) return;
        if (length is <= 0 or > LongestRow) return;

        var local = LocalBytes(length);
        if (local == length)
        {
            if (cell.Length >= local) found(rowId, cell[..local]);
        }
        else if (cell.Length >= local + sizeof(uint) && TryCollect(cell, local, (int)length))
        {
            found(rowId, _payload.AsSpan(0, (int)length));
        }
    }

    // How much of a row stands in its page; the rest is in a chain of overflow pages.
    private int LocalBytes(long length)
    {
        var usable = image.PageSize;
        var most = usable - 35;
        if (length <= most) return (int)length;

        var least = ((usable - 12) * 32 / 255) - 23;
        var local = (int)(least + ((length - least) % (usable - 4)));
        return local <= most ? local : least;
    }

    private bool TryCollect(ReadOnlySpan<byte> cell, int local, int length)
    {
        if (_payload.Length < length) _payload = new byte[length];
        cell[..local].CopyTo(_payload);
        var collected = local;
        var next = BinaryPrimitives.ReadUInt32BigEndian(cell[local..]);
        while (collected < length)
        {
            if (!image.TryRead(next, _overflowPage)) return false;

            var part = Math.Min(length - collected, _overflowPage.Length - sizeof(uint));
            _overflowPage.AsSpan(sizeof(uint), part).CopyTo(_payload.AsSpan(collected));
            collected += part;
            next = BinaryPrimitives.ReadUInt32BigEndian(_overflowPage);
        }

        return true;
    }
}
