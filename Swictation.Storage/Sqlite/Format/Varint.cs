namespace Swictation.Storage.Sqlite.Format;

/// <summary>SQLite's numbers of 1 to 9 bytes. https://sqlite.org/fileformat2.html#varint</summary>
internal static class Varint
{
    private const int Longest = 9;

    /// <summary>Takes one from the front; false when it does not end.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> input, out long value)
    {
        value = 0;
        for (var i = 0; i < Longest && i < input.Length; i++)
        {
            var part = input[i];
            var isLast = i == Longest - 1;
            value = isLast ? (value << 8) | part : (value << 7) | (part & 0x7FL);
            if (!isLast && (part & 0x80) != 0) continue;

            input = input[(i + 1)..];
            return true;
        }

        return false;
    }
}
