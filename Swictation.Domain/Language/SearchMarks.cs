using System.Text;

namespace Swictation.Domain.Language;

/// <summary>Where in a text the words stand that were looked for.</summary>
public static class SearchMarks
{
    /// <summary>
    /// The places of pieces that the index finds inside of written words: stretches of scripts without blanks, beginnings of
    /// Korean words, and words of other scripts beside these.
    /// </summary>
    public static IEnumerable<TextSpan> InsideWords(string text, IEnumerable<SearchTerm> terms)
    {
        foreach (var piece in terms.Where(term => !term.IsExcluded).SelectMany(term => term.Pieces()))
        {
            for (var at = 0; (at = text.IndexOf(piece.Text, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += piece.Text.Length)
            {
                if (piece.IsWithoutBlanks || MayBeginAt(text, at)) yield return new(at, piece.Text.Length);
            }
        }
    }

    /// <summary>In order; what overlaps or touches is one.</summary>
    public static IReadOnlyList<TextSpan> Join(IEnumerable<TextSpan> marks)
    {
        List<TextSpan> joined = [];
        foreach (var mark in marks.OrderBy(mark => mark.Start))
        {
            if (joined.Count > 0 && joined[^1].End >= mark.Start)
                joined[^1] = joined[^1] with { Length = Math.Max(joined[^1].End, mark.End) - joined[^1].Start };
            else
                joined.Add(mark);
        }

        return joined;
    }

    private static bool MayBeginAt(string text, int at) =>
        Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var before, out _) != System.Buffers.OperationStatus.Done
        || !Scripts.IsOfWord(before) || Scripts.IsWithoutBlanks(before);
}
