using System.Text;

namespace Swictation.Domain.Language;

/// <summary>What is looked for as one.</summary>
/// <param name="IsWithoutBlanks">True for a stretch of a script without blanks, found inside longer ones.</param>
/// <param name="IsPrefix">As of <see cref="SearchTerm"/>.</param>
public sealed record SearchPiece(string Text, bool IsWithoutBlanks, bool IsPrefix)
{
    /// <summary>
    /// The words behind each other by which a stretch that is longer than any word of the index is found in it; null where it
    /// is a word itself.
    /// </summary>
    public string? Runs()
    {
        if (!IsWithoutBlanks) return null;

        var starts = WrittenWord.CharactersOf(Text);
        if (starts.Count - 1 <= SearchableText.LongestRun) return null;

        var runs = new StringBuilder();
        for (var first = 0; first + SearchableText.LongestRun < starts.Count; first++)
        {
            if (first > 0) runs.Append(' ');
            runs.Append(Text.AsSpan(starts[first]..starts[first + SearchableText.LongestRun]));
        }

        return runs.ToString();
    }
}
