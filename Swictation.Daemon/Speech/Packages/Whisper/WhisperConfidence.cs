using Swictation.Domain.Events;

namespace Swictation.Daemon.Speech.Packages.Whisper;

/// <summary>Makes the confidence of words of that of Whisper's tokens, which are words or parts of words.</summary>
internal static class WhisperConfidence
{
    /// <summary>
    /// A word is as sure as its least sure token. Where the tokens do not fall into the words of the text, only what
    /// they come to on average is said; null when there are none.
    /// </summary>
    /// <param name="tokens">In order. One that begins with a blank begins a word; times are left out.</param>
    public static Confidence? Of(string text, IEnumerable<(string Text, double Probability)> tokens)
    {
        var words = new List<double>();
        foreach (var (part, probability) in tokens)
        {
            if (part.Length == 0 || IsSpecial(part)) continue;
            if (words.Count == 0 || char.IsWhiteSpace(part[0])) words.Add(probability);
            else words[^1] = Math.Min(words[^1], probability);
        }

        var confidence = Confidence.OfWords(words);
        var count = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return words.Count == count || confidence is null ? confidence : confidence with { Words = [] };
    }

    // Whisper's names for tokens that are no text: [_BEG_], [_TT_150].
    private static bool IsSpecial(string token) =>
        token.StartsWith("[_", StringComparison.Ordinal) && token.EndsWith(']');
}
