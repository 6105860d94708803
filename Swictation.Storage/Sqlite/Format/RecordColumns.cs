namespace Swictation.Storage.Sqlite.Format;

/// <summary>Splits a record in SQLite's format into its columns. https://sqlite.org/fileformat2.html#record_format</summary>
internal static class RecordColumns
{
    /// <param name="record">The record, from its header on.</param>
    /// <param name="types">Gets the serial types; as long as a record may have columns.</param>
    /// <param name="values">Gets where the values are in the record; as long as <paramref name="types"/>.</param>
    /// <returns>How many columns there are; 0 where it is no record, or has more.</returns>
    public static int Read(ReadOnlySpan<byte> record, Span<long> types, Span<Range> values)
    {
        var header = record;
        if (!Varint.TryRead(ref header, out var headerBytes)) return 0;

        // It counts itself: damage may make it say less than it takes, too.
        var firstType = record.Length - header.Length;
        if (headerBytes < firstType || headerBytes > record.Length) return 0;

        var columns = 0;
        header = record[firstType..(int)headerBytes];
        var at = (int)headerBytes;
        while (!header.IsEmpty)
        {
            if (columns == types.Length || !Varint.TryRead(ref header, out var type)) return 0;

            var length = SerialType.LengthOf(type);
            if (length < 0 || length > record.Length - at) return 0;
            types[columns] = type;
            values[columns++] = at..(at + (int)length);
            at += (int)length;
        }

        return columns;
    }
}
