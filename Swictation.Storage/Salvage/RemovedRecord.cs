using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Storage.Sqlite.Format;

namespace Swictation.Storage.Salvage;

/// <summary>
/// A record in SQLite's format to a range whose events were taken out of the log, if it holds one. Any table's rows may be
/// offered: no other table has one of two whole numbers around the name of a reason.
/// </summary>
internal static class RemovedRecord
{
    private const int Columns = 4;

    public static bool TryRead(long rowId, ReadOnlySpan<byte> record, out RemovedRange range)
    {
        range = default;
        var header = record;
        if (!Varint.TryRead(ref header, out var headerBytes)) return false;

        var firstType = record.Length - header.Length;
        if (headerBytes < firstType || headerBytes > record.Length) return false;

        Span<long> types = stackalloc long[Columns];
        header = record[firstType..(int)headerBytes];
        foreach (ref var type in types)
        {
            if (!Varint.TryRead(ref header, out type)) return false;
        }

        var isShaped = header.IsEmpty && rowId > 0 && types[0] == SerialType.Null
            && SerialType.IsWhole(types[1]) && SerialType.IsText(types[2]) && SerialType.IsWhole(types[3]);
        if (!isShaped) return false;

        var values = record[(int)headerBytes..];
        var (last, reason, saidBy) =
            ((int)SerialType.LengthOf(types[1]), SerialType.LengthOf(types[2]), (int)SerialType.LengthOf(types[3]));
        if (last + reason + saidBy > values.Length) return false;

        range = new(
            rowId,
            SerialType.Whole(values[..last], types[1]),
            new(Encoding.UTF8.GetString(values.Slice(last, (int)reason))));
        var isKnown = range.Reason == RemovalReason.Retention || range.Reason == RemovalReason.Forgotten;
        return isKnown && range.Last >= range.First
            && SerialType.Whole(values.Slice(last + (int)reason, saidBy), types[3]) > range.Last;
    }
}
