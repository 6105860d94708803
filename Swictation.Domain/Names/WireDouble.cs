using System.Buffers.Text;

namespace Swictation.Domain.Names;

/// <summary>
/// A double as the protocol document has it: the shortest digits that read back the same, always with a fraction
/// (<c>1699000000.0</c>), because some clients tell floats from integers by the point. NaN and infinities do not exist
/// on the wire.
/// </summary>
public static class WireDouble
{
    /// <summary>Bytes of the longest.</summary>
    public const int Longest = 32;

    private const double LargestPlain = 1e15;

    /// <returns>How many bytes of UTF-8 it takes.</returns>
    public static int Format(double value, Span<byte> utf8)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), value, "The wire form has finite numbers only.");

        int written;
        if (value != Math.Truncate(value) || Math.Abs(value) >= LargestPlain)
        {
            Utf8Formatter.TryFormat(value, utf8, out written);
            return written;
        }

        Utf8Formatter.TryFormat((long)value, utf8, out written);
        ".0"u8.CopyTo(utf8[written..]);
        return written + 2;
    }
}
