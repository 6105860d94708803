namespace Swictation.Domain.State;

/// <summary>How much was said, and how fast.</summary>
public static class SpeakingRate
{
    /// <summary>Words are what white space separates.</summary>
    public static int CountWords(ReadOnlySpan<char> text)
    {
        var words = 0;
        var inWord = false;
        foreach (var c in text)
        {
            var isSpace = char.IsWhiteSpace(c);
            if (!isSpace && !inWord) words++;
            inWord = !isSpace;
        }

        return words;
    }

    /// <summary>
    /// Words per minute to one decimal; 0, which is no rate, where nobody knows how long it took to speak them: text of
    /// another recogniser comes all at once, or in pieces of which it does not tell the length.
    /// </summary>
    /// <param name="spokenS">Seconds of speech, without the silence between; 0 where they are not known.</param>
    public static double WordsPerMinute(int words, double spokenS) =>
        spokenS > 0 ? Math.Round(words * 60 / spokenS, 1) : 0;
}
