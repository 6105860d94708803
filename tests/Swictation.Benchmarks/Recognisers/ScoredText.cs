using System.Text;

namespace Swictation.Benchmarks.Recognisers;

/// <summary>Text as it is compared: in small letters and without punctuation, so that only words count.</summary>
internal static class ScoredText
{
    /// <summary>An apostrophe belongs to its word; a hyphen parts two.</summary>
    public static string Of(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize().EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune)) words.Append(Rune.ToLowerInvariant(rune).ToString());
            else if (rune.Value is '\'' or '’') words.Append('\'');
            else words.Append(' ');
        }

        return string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('\'')).Where(word => word.Length > 0));
    }
}
