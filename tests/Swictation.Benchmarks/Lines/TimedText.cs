using System.Diagnostics;

namespace Swictation.Benchmarks.Lines;

/// <summary>
/// What a measured segment says: <c>s</c>, its number in 10 digits, the time of CLOCK_MONOTONIC in nanoseconds in 15
/// digits, and x's up to 60 characters. Its protocol 1 line has about 160 bytes, like a spoken sentence.
/// </summary>
internal static class TimedText
{
    public const int Length = 60;
    private const int SequenceDigits = 10;
    private const int TimeDigits = 15;
    private const int SequenceAt = 1;
    private const int TimeAt = SequenceAt + SequenceDigits + 1;

    /// <summary>Nanoseconds of CLOCK_MONOTONIC, the same in every process.</summary>
    public static long Now() => Stopwatch.GetTimestamp();

    public static void Write(Span<byte> text, long sequence, long nanoseconds)
    {
        text[..Length].Fill((byte)'x');
        text[0] = (byte)'s';
        WriteDigits(text.Slice(SequenceAt, SequenceDigits), sequence);
        text[TimeAt - 1] = (byte)' ';
        WriteDigits(text.Slice(TimeAt, TimeDigits), nanoseconds);
        text[TimeAt + TimeDigits] = (byte)' ';
    }

    /// <summary>Finds a measured text in a line of either protocol; false for lines of another kind.</summary>
    public static bool TryRead(ReadOnlySpan<byte> line, out long sequence, out long nanoseconds)
    {
        var marker = "\"text\":\"s"u8;
        sequence = nanoseconds = 0;
        var start = line.IndexOf(marker) + marker.Length - 1;
        if (start < marker.Length - 1 || line.Length < start + Length) return false;

        sequence = ReadDigits(line.Slice(start + SequenceAt, SequenceDigits));
        nanoseconds = ReadDigits(line.Slice(start + TimeAt, TimeDigits));
        return true;
    }

    private static void WriteDigits(Span<byte> digits, long value)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }

    private static long ReadDigits(ReadOnlySpan<byte> digits)
    {
        var value = 0L;
        foreach (var digit in digits) value = (value * 10) + (digit - '0');
        return value;
    }
}
