using System.Globalization;
using System.Text;

namespace Swictation.Plumbing.Text;

/// <summary>How many columns of a terminal text takes.</summary>
public static class TextWidth
{
    // First and last of those that take two columns, after EastAsianWidth.txt of Unicode 16.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97C), (0xAC00, 0xD7A3), (0xF900, 0xFAFF),
        (0xFE30, 0xFE6F), (0xFF01, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FC), (0x1F900, 0x1FAFF),
        (0x20000, 0x3FFFD),
    ];

    /// <summary>0, 1 or 2.</summary>
    public static int Of(Rune character)
    {
        if (character.IsAscii) return 1;
        if (Rune.GetUnicodeCategory(character)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            return 0;

        return Array.Exists(Wide, range => character.Value >= range.First && character.Value <= range.Last) ? 2 : 1;
    }

    /// <summary>Of text without control characters.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text)) return text.Length;

        var width = 0;
        foreach (var character in text.EnumerateRunes()) width += Of(character);
        return width;
    }

    /// <summary>How many characters of a text fit into so many columns; a character is not cut in two.</summary>
    public static int CountThatFits(ReadOnlySpan<char> text, int columns)
    {
        var (length, width) = (0, 0);
        foreach (var character in text.EnumerateRunes())
        {
            width += Of(character);
            if (width > columns) break;
            length += character.Utf16SequenceLength;
        }

        return length;
    }
}
