namespace Swictation.Daemon.Speech.Recognition;

/// <summary>Makes plain text of a decoder's hypothesis.</summary>
internal static class HypothesisText
{
    /// <summary>
    /// Only the words: without markers of sentences (<c>&lt;s&gt;</c>), silence (<c>&lt;sil&gt;</c>), noise
    /// (<c>[NOISE]</c>, <c>++COUGH++</c>) and of the pronunciation that was heard (<c>a(2)</c>).
    /// </summary>
    public static string Clean(string? hypothesis)
    {
        if (hypothesis is null) return "";
        var words = hypothesis.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words.Where(IsWord).Select(WithoutPronunciation));
    }

    /// <summary>False for markers, silence and noise.</summary>
    public static bool IsWord(string token) =>
        token[0] is not ('<' or '[') && !token.StartsWith("++", StringComparison.Ordinal);

    private static string WithoutPronunciation(string word)
    {
        var parenthesis = word.IndexOf('(', StringComparison.Ordinal);
        return parenthesis > 0 && word.EndsWith(')') ? word[..parenthesis] : word;
    }
}
