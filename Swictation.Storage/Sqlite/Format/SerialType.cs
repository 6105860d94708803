namespace Swictation.Storage.Sqlite.Format;

/// <summary>How a value is stored in a record. https://sqlite.org/fileformat2.html#record_format</summary>
internal static class SerialType
{
    public const long Null = 0;
    private const long Zero = 8;
    private const long One = 9;
    private const long FirstBlob = 12;

    public static bool IsWhole(long type) => type is (>= 1 and <= 6) or Zero or One;

    public static bool IsText(long type) => type > FirstBlob && type % 2 == 1;

    /// <summary>Bytes of a value; -1 for a type that does not exist.</summary>
    public static long LengthOf(long type) => type switch
    {
        Null or Zero or One => 0,
        >= 1 and <= 4 => type,
        5 => 6,
        6 or 7 => 8,
        >= FirstBlob => (type - FirstBlob) / 2,
        _ => -1,
    };

    /// <summary>A whole number: big-endian, in two's complement.</summary>
    public static long Whole(ReadOnlySpan<byte> bytes, long type)
    {
        if (type is Zero or One) return type - Zero;

        long value = (sbyte)bytes[0];
        foreach (var part in bytes[1..]) value = (value << 8) | part;
        return value;
    }
}
