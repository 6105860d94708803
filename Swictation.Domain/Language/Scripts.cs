using System.Globalization;
using System.Text;

namespace Swictation.Domain.Language;

/// <summary>Which script a character belongs to, as far as it matters for words.</summary>
internal static class Scripts
{
    // By the Unicode standard's blocks, in order. What is in none of them is spaced.
    private static readonly (int First, int Last, Script Script)[] Blocks =
    [
        (0x0E00, 0x0EFF, Script.Continuous), // Thai, Lao
        (0x1000, 0x109F, Script.Continuous), // Burmese
        (0x1100, 0x11FF, Script.Hangul),
        (0x1780, 0x17FF, Script.Continuous), // Khmer
        (0x1950, 0x19DF, Script.Continuous), // Tai Le, New Tai Lue
        (0x1A20, 0x1AAF, Script.Continuous), // Tai Tham
        (0x2E80, 0x2FDF, Script.Ideographs), // radicals
        (0x3005, 0x3007, Script.Ideographs), // signs that repeat and close, and the round zero
        (0x3021, 0x3029, Script.Ideographs),
        (0x3031, 0x3035, Script.Kana),
        (0x3038, 0x303B, Script.Ideographs),
        (0x3041, 0x30FF, Script.Kana),
        (0x3105, 0x312F, Script.Ideographs), // Bopomofo
        (0x3131, 0x318F, Script.Hangul),
        (0x31A0, 0x31BF, Script.Ideographs),
        (0x31F0, 0x31FF, Script.Kana),
        (0x3400, 0x4DBF, Script.Ideographs),
        (0x4E00, 0xA4CF, Script.Ideographs), // and Yi
        (0xA960, 0xA97F, Script.Hangul),
        (0xA9E0, 0xA9FF, Script.Continuous),
        (0xAA60, 0xAADF, Script.Continuous), // Burmese, Tai Viet
        (0xAC00, 0xD7FF, Script.Hangul),
        (0xF900, 0xFAFF, Script.Ideographs),
        (0xFF66, 0xFF9F, Script.Kana),
        (0xFFA0, 0xFFDC, Script.Hangul),
        (0x1AFF0, 0x1B16F, Script.Kana),
        (0x20000, 0x3FFFF, Script.Ideographs),
    ];

    /// <summary>True for a character whose script does not show where a word ends.</summary>
    public static bool IsWithoutBlanks(Rune character) =>
        Of(character) is Script.Ideographs or Script.Kana or Script.Continuous;

    /// <summary>The script of a letter or digit; of its marks too where they have their own.</summary>
    public static Script Of(Rune character)
    {
        var value = character.Value;
        if (value < Blocks[0].First) return Script.Spaced;

        var (low, high) = (0, Blocks.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, script) = Blocks[middle];
            if (value < first) high = middle - 1;
            else if (value > last) low = middle + 1;
            else return script;
        }

        return Script.Spaced;
    }

    /// <summary>A letter, digit or mark: what words are made of, also for the full-text index.</summary>
    public static bool IsOfWord(Rune character) => Rune.GetUnicodeCategory(character) is
        <= UnicodeCategory.OtherNumber or UnicodeCategory.PrivateUse;

    /// <summary>True for what stands above, below or beside the letter before it.</summary>
    public static bool IsMark(Rune character) => Rune.GetUnicodeCategory(character) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
