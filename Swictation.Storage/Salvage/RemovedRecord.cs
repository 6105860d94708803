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
        Span<long> types = stackalloc long[Columns];
        Span<Range> values = stackalloc Range[Columns];
        var isShaped = RecordColumns.Read(record, types, values) == Columns && rowId > 0 && types[0] == SerialType.Null
            && SerialType.IsWhole(types[1]) && SerialType.IsText(types[2]) && SerialType.IsWhole(types[3]);
        if (!isShaped) return false;

        range = new(
            rowId,
            SerialType.Whole(record[values[1]], types[1]),
            new(Encoding.UTF8.GetString(record[values[2]])));
        var isKnown = range.Reason == RemovalReason.Retention || range.Reason == RemovalReason.Forgotten;
        return isKnown && range.Last >= range.First && SerialType.Whole(record[values[3]], types[3]) > range.Last;
    }
}
