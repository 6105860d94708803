using System.Text;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite.Format;

namespace Swictation.Storage.Salvage;

/// <summary>
/// A record in SQLite's format to the name of the log, if it holds that. Any table's rows may be offered: no other table
/// has one that begins with so long a name.
/// </summary>
internal static class IdentityRecord
{
    private const int MostColumns = 2;

    public static string? Read(long rowId, ReadOnlySpan<byte> record)
    {
        var header = record;
        if (rowId != 1 || !Varint.TryRead(ref header, out var headerBytes)) return null;

        var firstType = record.Length - header.Length;
        if (headerBytes < firstType || headerBytes > record.Length) return null;

        header = record[firstType..(int)headerBytes];
        var isShaped = Varint.TryRead(ref header, out var id) && id == SerialType.Null
            && Varint.TryRead(ref header, out var name) && SerialType.IsText(name)
            && SerialType.LengthOf(name) == LogIdentity.Length && header.Length < MostColumns;
        if (!isShaped || record.Length < headerBytes + LogIdentity.Length) return null;

        var text = Encoding.Latin1.GetString(record.Slice((int)headerBytes, LogIdentity.Length));
        return LogIdentity.IsName(text) ? text : null;
    }
}
