using System.Globalization;
using System.Text;

namespace Swictation.Domain.Language;

/// <summary>
/// How many words a text has. Where a script has blanks, a word is what stands between them and is not punctuation alone.
/// Else an ideograph is a word, a run of kana is one, and for Thai, Lao, Khmer, Burmese and their relatives the iterator
/// counts; without it four characters are a word. Figures that are stored stay as they were counted.
/// </summary>
/// <param name="iterator">Null where there is none.</param>
public sealed class WordCounter(IWordIterator? iterator = null)
{
    private const int CharactersOfWord = 4;

    // Below it all scripts have blanks.
    private const char FirstWithoutBlanks = '\u0E00';

    /// <summary>Counts without an iterator: the same figures on every machine.</summary>
    public static WordCounter Plain { get; } = new();

    public int Count(ReadOnlySpan<char> text)
    {
        var words = 0;
        while (!text.IsEmpty)
        {
            var start = 0;
            while (start < text.Length && char.IsWhiteSpace(text[start])) start++;
            var end = start;
            while (end < text.Length && !char.IsWhiteSpace(text[end])) end++;
            words += CountBetweenBlanks(text[start..end]);
            text = text[end..];
        }

        return words;
    }

    private int CountBetweenBlanks(ReadOnlySpan<char> text)
    {
        if (!HasScriptWithoutBlanks(text)) return IsSaid(text) ? 1 : 0;

        var words = 0;
        for (var word = WrittenWord.Next(text, from: 0); !text[word].IsEmpty; word = WrittenWord.Next(text, word.End.Value))
        {
            for (var left = text[word]; !left.IsEmpty;)
            {
                var part = left[..WrittenWord.LengthOfRun(left, out var isWithoutBlanks)];
                words += isWithoutBlanks ? CountWithoutBlanks(part) : IsSaid(part) ? 1 : 0;
                left = left[part.Length..];
            }
        }

        return words;
    }

    private int CountWithoutBlanks(ReadOnlySpan<char> part)
    {
        var words = 0;
        while (!part.IsEmpty)
        {
            var stretch = part[..LengthOfScript(part, out var script)];
            words += script switch
            {
                Script.Ideographs => WrittenWord.CharactersOf(stretch).Count - 1,
                Script.Kana => 1,
                _ => iterator?.CountWords(stretch) ?? CountByLength(stretch),
            };
            part = part[stretch.Length..];
        }

        return words;
    }

    private static int CountByLength(ReadOnlySpan<char> stretch) =>
        (WrittenWord.CharactersOf(stretch).Count - 1 + CharactersOfWord - 1) / CharactersOfWord;

    private static int LengthOfScript(ReadOnlySpan<char> part, out Script first)
    {
        var length = 0;
        first = Script.Spaced;
        foreach (var character in part.EnumerateRunes())
        {
            var script = Scripts.Of(character);
            if (length == 0) first = script;
            else if (script != first && !Scripts.IsMark(character)) break;
            length += character.Utf16SequenceLength;
        }

        return length;
    }

    private static bool HasScriptWithoutBlanks(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange(FirstWithoutBlanks, char.MaxValue)) return false;
        foreach (var character in text.EnumerateRunes())
        {
            if (Scripts.IsWithoutBlanks(character)) return true;
        }

        return false;
    }

    // A sign or an emoji may have been said; punctuation is how it was written.
    private static bool IsSaid(ReadOnlySpan<char> text)
    {
        foreach (var character in text.EnumerateRunes())
        {
            var isWritten = Rune.IsPunctuation(character) || Scripts.IsMark(character)
                || Rune.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Control;
            if (!isWritten) return true;
        }

        return false;
    }
}
