namespace Swictation.Domain.Language;

/// <summary>A word or a phrase that a text has to hold, or must not hold.</summary>
/// <param name="Text">As it was typed, with at least one letter or digit.</param>
/// <param name="IsPrefix">True where longer words that begin with its last one will do.</param>
/// <param name="IsExcluded">True where a text that holds it is not meant.</param>
/// <param name="IsQuoted">True where it is meant as it was typed, and in no other form.</param>
public sealed record SearchTerm(string Text, bool IsPrefix = false, bool IsExcluded = false, bool IsQuoted = false)
{
    /// <summary>
    /// The pieces that the full-text index has of it: see <see cref="SearchableText"/>. The whole where all of it has blanks
    /// between its words; else each stretch of a script without blanks, and what stands between.
    /// </summary>
    public IEnumerable<SearchPiece> Pieces()
    {
        if (!HasScriptWithoutBlanks()) return [new(Text, IsWithoutBlanks: false, IsPrefix)];

        List<SearchPiece> pieces = [];
        for (var word = WrittenWord.Next(Text, from: 0); !Text.AsSpan(word).IsEmpty; word = WrittenWord.Next(Text, word.End.Value))
        {
            for (var left = Text.AsSpan(word); !left.IsEmpty;)
            {
                var length = WrittenWord.LengthOfRun(left, out var isWithoutBlanks);
                pieces.Add(new(left[..length].ToString(), isWithoutBlanks, IsPrefix: false));
                left = left[length..];
            }
        }

        var last = pieces[^1];
        pieces[^1] = last with { IsPrefix = IsPrefix && !last.IsWithoutBlanks };
        return pieces;
    }

    private bool HasScriptWithoutBlanks()
    {
        foreach (var character in Text.EnumerateRunes())
        {
            if (Scripts.IsWithoutBlanks(character)) return true;
        }

        return false;
    }
}
