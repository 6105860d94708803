using System.Buffers;
using System.Text;
using Swictation.Domain.Events;
using Swictation.Storage.Forgetting;
using Swictation.Storage.Sqlite.Format;

namespace Swictation.Storage.Salvage;

/// <summary>
/// A record in SQLite's format to what was being forgotten, if it holds that. Any table's rows may be offered: no other table
/// has one of a reason, an extent and two flags, or the name of a file of this log and a stretch of it.
/// </summary>
internal static class ForgettingRecord
{
    private const int Columns = 5;
    private const int FileColumns = 4;

    private static readonly SearchValues<byte> InReasons = SearchValues.Create("abcdefghijklmnopqrstuvwxyz_"u8);

    /// <summary>A row of the table <c>forgetting</c>. The position is the one in the damaged log.</summary>
    public static bool TryRead(long rowId, ReadOnlySpan<byte> record, out OrderedEvent ordered)
    {
        ordered = default;
        Span<long> types = stackalloc long[Columns];
        Span<Range> values = stackalloc Range[Columns];
        if (RecordColumns.Read(record, types, values) != Columns || rowId <= 0) return false;
        if (types[0] != SerialType.Null || !SerialType.IsText(types[1])) return false;

        var why = record[values[1]];
        if (why.ContainsAnyExcept(InReasons)) return false;

        Span<long> flags = stackalloc long[3];
        for (var i = 0; i < flags.Length; i++)
        {
            if (!SerialType.IsWhole(types[2 + i])) return false;
            flags[i] = SerialType.Whole(record[values[2 + i]], types[2 + i]);
        }

        ordered = new(rowId, ForgettingKind.Named(Encoding.UTF8.GetString(why)), (ForgettingExtent)flags[0], flags[2] != 0);
        return Enum.IsDefined(ordered.Extent) && flags[1] is 0 or 1 or 2 && flags[2] is 0 or 1;
    }

    /// <summary>A row of the table <c>forgetting_files</c>.</summary>
    public static bool TryReadFile(long rowId, ReadOnlySpan<byte> record, string databasePath, out FileStretch file)
    {
        file = new("");
        Span<long> types = stackalloc long[FileColumns];
        Span<Range> values = stackalloc Range[FileColumns];
        if (RecordColumns.Read(record, types, values) != FileColumns || rowId <= 0) return false;

        var isShaped = types[0] == SerialType.Null && SerialType.IsText(types[1])
            && ((types[2] == SerialType.Null && types[3] == SerialType.Null)
                || (SerialType.IsWhole(types[2]) && SerialType.IsWhole(types[3])));
        if (!isShaped) return false;

        file = new(Encoding.UTF8.GetString(record[values[1]]), Number(record[values[2]], types[2]), Number(record[values[3]], types[3]));
        return ForgettableFiles.IsOne(databasePath, file.Path);
    }

    private static long? Number(ReadOnlySpan<byte> value, long type) =>
        type == SerialType.Null ? null : SerialType.Whole(value, type);
}
