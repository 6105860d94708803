using System.Text;

namespace Swictation.Domain.Language;

/// <summary>
/// What the full-text index has of a text. Its tokenizer finds words between blanks and punctuation, so that words of
/// scripts without blanks are added to the text, each by itself. Pure: the same text has the same form for ever, until
/// <see cref="Version"/> changes.
/// </summary>
public static class SearchableText
{
    /// <summary>To be raised with every change of what <see cref="Of"/> gives: stored texts are indexed anew then.</summary>
    public const int Version = 1;

    /// <summary>Characters of the longest piece of a script without blanks that is a word of its own in the index.</summary>
    public const int LongestRun = 4;

    // No word of Korean is longer; the beginnings of one without end would have no end either.
    private const int LongestBeginning = 32;

    /// <summary>
    /// The text; for scripts without blanks all runs of one to four characters, those of one length behind each other, so
    /// that longer ones are found as phrases; what other scripts have written between them; and for Korean all beginnings
    /// of a word. Null where this would add nothing.
    /// </summary>
    public static string? Of(ReadOnlySpan<char> text)
    {
        StringBuilder? searchable = null;
        for (var word = WrittenWord.Next(text, from: 0); !text[word].IsEmpty; word = WrittenWord.Next(text, word.End.Value))
        {
            if (!IsAddedTo(text[word])) continue;

            searchable ??= new StringBuilder().Append(text);
            AddParts(searchable, text[word]);
            AddBeginnings(searchable, text[word]);
        }

        return searchable?.Length > text.Length ? searchable.ToString() : null;
    }

    private static bool IsAddedTo(ReadOnlySpan<char> word)
    {
        foreach (var character in word.EnumerateRunes())
        {
            if (Scripts.Of(character) != Script.Spaced) return true;
        }

        return false;
    }

    private static void AddParts(StringBuilder searchable, ReadOnlySpan<char> word)
    {
        for (int from = 0, length; from < word.Length; from += length)
        {
            length = WrittenWord.LengthOfRun(word[from..], out var isWithoutBlanks);
            var part = word.Slice(from, length);
            if (isWithoutBlanks) AddRuns(searchable, part);
            else if (length < word.Length) searchable.Append(' ').Append(part);
        }
    }

    private static void AddRuns(StringBuilder searchable, ReadOnlySpan<char> part)
    {
        var starts = WrittenWord.CharactersOf(part);
        for (var length = 1; length <= LongestRun; length++)
        {
            for (var first = 0; first + length < starts.Count; first++)
                searchable.Append(' ').Append(part[starts[first]..starts[first + length]]);
        }
    }

    private static void AddBeginnings(StringBuilder searchable, ReadOnlySpan<char> word)
    {
        var (length, characters) = (0, 0);
        foreach (var character in word.EnumerateRunes())
        {
            if (characters > LongestBeginning) return;
            if (length > 0 && Scripts.Of(character) == Script.Hangul) searchable.Append(' ').Append(word[..length]);
            length += character.Utf16SequenceLength;
            characters++;
        }
    }
}
