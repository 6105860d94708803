using System.Buffers;
using System.Text;

namespace Swictation.Domain.Language;

/// <summary>
/// Words to look for, as people type them: a text has to hold all of them, in any place and in any case. Words in quotes
/// stand behind each other, as they were typed (<c>"last Tuesday"</c>); a star stands for any ending (<c>invoice*</c>); a hyphen before a word or
/// a quote leaves out texts that hold it (<c>-lunch</c>). Nothing else has a meaning: <c>e-mail</c> and <c>don't</c> are words.
/// </summary>
public static class SearchTerms
{
    private const char Star = '*';
    private const char Hyphen = '-';

    // As keyboards have them, and as what people copy has them.
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"\u201C\u201D\u201E\u201F\uFF02");

    /// <summary>What is meant; what holds no letter and no digit is passed over.</summary>
    public static IReadOnlyList<SearchTerm> Parse(string typed)
    {
        List<SearchTerm> terms = [];
        for (var left = typed.AsSpan(); !left.IsEmpty;)
        {
            if (IsBlank(left[0]))
            {
                left = left[1..];
                continue;
            }

            var isExcluded = left is [Hyphen, var next, ..] && (Quotes.Contains(next) || IsSaid(left.Slice(1, LengthOfFirst(left[1..]))));
            if (isExcluded) left = left[1..];
            var isPhrase = Quotes.Contains(left[0]);
            if (isPhrase) left = left[1..];
            var length = isPhrase ? LengthOfPhrase(left) : LengthOfWord(left);
            var text = left[..length];
            left = left[length..];
            if (isPhrase && !left.IsEmpty) left = left[1..];
            var isPrefix = isPhrase ? left is [Star, ..] : text is [.., Star];
            if (IsSaid(text)) terms.Add(new(Plain(text), isPrefix, isExcluded, isPhrase));
        }

        return terms;
    }

    private static int LengthOfFirst(ReadOnlySpan<char> text) => char.IsHighSurrogate(text[0]) && text.Length > 1 ? 2 : 1;

    private static int LengthOfPhrase(ReadOnlySpan<char> text) =>
        text.IndexOfAny(Quotes) is var end and >= 0 ? end : text.Length;

    private static int LengthOfWord(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && !IsBlank(text[length]) && !Quotes.Contains(text[length])) length++;
        return length;
    }

    // A NUL would end the query in the middle.
    private static bool IsBlank(char character) => char.IsWhiteSpace(character) || char.IsControl(character);

    private static bool IsSaid(ReadOnlySpan<char> text)
    {
        foreach (var character in text.EnumerateRunes())
        {
            if (Scripts.IsOfWord(character) && !Scripts.IsMark(character)) return true;
        }

        return false;
    }

    private static string Plain(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in text.Trim(Star)) plain.Append(IsBlank(character) ? ' ' : character);
        return plain.ToString();
    }
}
