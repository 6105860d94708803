using System.Text;
using Swictation.Domain.Errors;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;
using Swictation.Storage.Rows;
using Swictation.Storage.Sqlite.Format;

namespace Swictation.Storage.Salvage;

/// <summary>
/// A record in SQLite's format to the event that it holds, if it holds one. Any table's rows may be offered: what tells
/// an event is its checksum. https://sqlite.org/fileformat2.html#record_format
/// </summary>
internal static class EventRecord
{
    private const int OldColumns = 6;
    private const int ChecksumAt = 6;
    private const int Columns = 8;

    /// <param name="isTrusted">
    /// Whether a row without a checksum may be taken at its word, if its body is what its type promises.
    /// </param>
    public static bool TryRead(long rowId, ReadOnlySpan<byte> record, bool isTrusted, out StoredEvent stored)
    {
        stored = default;
        Span<Range> values = stackalloc Range[Columns];
        Span<long> types = stackalloc long[Columns];
        var columns = RecordColumns.Read(record, types, values);
        return columns >= OldColumns && TryRead(rowId, record, types[..columns], values, isTrusted, out stored);
    }

    private static bool TryRead(
        long rowId,
        ReadOnlySpan<byte> record,
        ReadOnlySpan<long> types,
        ReadOnlySpan<Range> values,
        bool isTrusted,
        out StoredEvent stored)
    {
        stored = default;
        var isShaped = rowId > 0 && types[0] == SerialType.Null
            && (types[1] == SerialType.Null || SerialType.IsWhole(types[1]))
            && SerialType.IsWhole(types[2]) && SerialType.IsText(types[3])
            && SerialType.IsWhole(types[4]) && SerialType.IsText(types[5]);
        if (!isShaped) return false;

        long? session = types[1] == SerialType.Null ? null : SerialType.Whole(record[values[1]], types[1]);
        var atMicroseconds = SerialType.Whole(record[values[2]], types[2]);
        var type = record[values[3]];
        var version = SerialType.Whole(record[values[4]], types[4]);
        var body = record[values[5]];
        var hasChecksum = types.Length > ChecksumAt && SerialType.IsWhole(types[ChecksumAt]);
        if (hasChecksum)
        {
            var checksum = EventChecksum.Of(rowId, session, atMicroseconds, type, version, body);
            if (SerialType.Whole(record[values[ChecksumAt]], types[ChecksumAt]) != checksum) return false;
        }

        stored = new(
            rowId,
            session is { } id ? new SessionId(id) : null,
            atMicroseconds,
            EventType.FromUtf8(type),
            (int)version,
            body.ToArray());
        // A row from before there were checksums ends with its body; one whose header has lost them does not.
        var isOld = types.Length == OldColumns && values[OldColumns - 1].End.Value == record.Length;
        return hasChecksum || (isTrusted && isOld && IsPlausible(stored));
    }

    private static bool IsPlausible(in StoredEvent stored)
    {
        var start = $"{{\"type\":\"{stored.Type.Name}\"";
        if (!stored.Body.Span.StartsWith(Encoding.UTF8.GetBytes(start)) || stored.Body.Span.Contains((byte)'\n'))
            return false;

        try
        {
            WireReader.Read(stored);
            return true;
        }
        catch (MalformedEventException)
        {
            return false;
        }
    }
}
