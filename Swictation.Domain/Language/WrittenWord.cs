using System.Text;

namespace Swictation.Domain.Language;

/// <summary>Letters, digits and marks between which nothing else stands: a word where the script has blanks.</summary>
internal static class WrittenWord
{
    /// <summary>The next one in a text, from a position on; empty at the end.</summary>
    public static Range Next(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && !IsOfWord(text[from..], out var passed)) from += passed;

        var end = from;
        while (end < text.Length && IsOfWord(text[end..], out var length)) end += length;
        return from..end;
    }

    /// <summary>The characters from the beginning that are of scripts without blanks, or those before the first of them.</summary>
    public static int LengthOfRun(ReadOnlySpan<char> word, out bool isWithoutBlanks)
    {
        var length = 0;
        isWithoutBlanks = false;
        foreach (var character in word.EnumerateRunes())
        {
            var isOne = Scripts.IsWithoutBlanks(character);
            if (length == 0) isWithoutBlanks = isOne;
            else if (isOne != isWithoutBlanks && !Scripts.IsMark(character)) break;
            length += character.Utf16SequenceLength;
        }

        return length;
    }

    /// <summary>Where each character begins that readers take for one, its marks with it; and the end.</summary>
    public static List<int> CharactersOf(ReadOnlySpan<char> run)
    {
        List<int> starts = [];
        var position = 0;
        foreach (var character in run.EnumerateRunes())
        {
            if (position == 0 || !Scripts.IsMark(character)) starts.Add(position);
            position += character.Utf16SequenceLength;
        }

        starts.Add(position);
        return starts;
    }

    private static bool IsOfWord(ReadOnlySpan<char> text, out int length)
    {
        Rune.DecodeFromUtf16(text, out var character, out length);
        return Scripts.IsOfWord(character);
    }
}
